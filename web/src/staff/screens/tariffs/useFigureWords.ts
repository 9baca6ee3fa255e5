import { useTranslate } from 'react-admin';
import { humanised } from '../../ui/StatusChip';
import { figureName } from './rules';

/** Words for the figures, codes and kinds of rules. */
export function useFigureWords() {
  const translate = useTranslate();
  const figure = (path: string): string => {
    const { key, place } = figureName(path);
    const last = path.split('.').at(-1) ?? path;
    const words: string = translate(`cnc.tariff.figure.${key}`, { _: translate(`cnc.tariff.figure.${last}`, { _: humanised(last) }) });
    return place === undefined ? words : `${words} ${place}`;
  };
  return {
    figure,
    code: (code: string): string => translate(`cnc.tariff.code.${code}`, { _: translate(`enums.category.${code}`, { _: humanised(code) }) }),
    kind: (kind: string): string => translate(`cnc.tariff.kind.${kind}`, { _: humanised(kind) }),
  };
}
