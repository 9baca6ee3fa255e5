import { useTranslate } from 'react-admin';
import { useLanguage } from './values';

interface TaxName {
  tax: string;
  jurisdiction: string;
  rate: string;
}

/** `13%` in the reader's notation: French writes a comma and a space before the sign. */
export const rateText = (rate: string, language: string): string =>
  language.startsWith('fr') ? rate.replace('.', ',').replace(/\s?%$/, ' %') : rate;

/** The tax with its province, as papers name it: `HST (ON)`, in French `TVH (ON)`. */
export function useTaxName(): (tax: Omit<TaxName, 'rate'>) => string {
  const translate = useTranslate();
  return ({ tax, jurisdiction }) => {
    const name: string = translate(`enums.tax.${tax}`, { _: tax });
    const region = jurisdiction.split('-')[1];
    return region ? `${name} (${region})` : name;
  };
}

/** The name with its rate. */
export function useTaxText(): (tax: TaxName) => string {
  const name = useTaxName();
  const language = useLanguage();
  return (tax) => `${name(tax)} ${rateText(tax.rate, language)}`;
}
