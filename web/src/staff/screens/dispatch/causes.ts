import { useTranslate } from 'react-admin';
import { useEnumLabel } from '../../ui/StatusChip';

/** The sentences by which the server says why a flag stands. */
const CAUSES: [RegExp, string][] = [
  [/^(?<have>\d+) of (?<want>\d+) confirmed$/, 'confirmed'],
  [/^not departed 15 min after the planned time$/, 'not_departed'],
  [/^not arrived at the end of the promised window$/, 'not_arrived'],
  [/^more than 130 % of the planned time$/, 'overrun'],
  [/^an invitation was not answered in time$/, 'unanswered'],
  [/^no picture or signature for (?<what>.+)$/, 'no_media'],
  [/^registered pictures have not arrived for 24 h$/, 'late_media'],
];

const TAKEN = /^Taken from (?<from>\S+Z) to (?<to>\S+Z): (?<name>.*)$/;

/** Why a lane does not fit, in the reader's language and the place's time. */
export function useVerdictReason(time: (at: string) => string): (reason: string) => string {
  const translate = useTranslate();
  const label = useEnumLabel();
  return (reason) => verdictReason(reason, time, translate, label);
}

const EXPIRES = /^(?<name>.+): a paper expires before the work ends$/;
const ELSEWHERE = /^(?<name>.+) is stationed at another location$/;
const OTHER_KIND = /^(?<name>.+) is a (?<type>[a-z]+)$/;
const OUT_OF_WORK = /^(?<name>.+) is (?<status>[a-z_]+)$/;

export function verdictReason(reason: string, time: (at: string) => string, translate: (key: string, options?: Record<string, unknown>) => string, label: (kind: string, value: string) => string): string {
  const taken = TAKEN.exec(reason)?.groups;
  if (taken) return translate('cnc.dispatch.taken', { name: taken.name ?? '', from: time(taken.from ?? ''), to: time(taken.to ?? '') });
  const paper = EXPIRES.exec(reason)?.groups;
  if (paper) return translate('cnc.dispatch.misfit.paper', { name: paper.name });
  const elsewhere = ELSEWHERE.exec(reason)?.groups;
  if (elsewhere) return translate('cnc.dispatch.misfit.other_place', { name: elsewhere.name });
  const kind = OTHER_KIND.exec(reason)?.groups;
  if (kind) return translate('cnc.dispatch.misfit.is', { name: kind.name, what: label('equipment_type', (kind.type ?? '').toUpperCase()) });
  const out = OUT_OF_WORK.exec(reason)?.groups;
  return out ? translate('cnc.dispatch.misfit.is', { name: out.name, what: label('equipment_status', (out.status ?? '').toUpperCase()) }) : reason;
}

/** Why a flag stands, in the reader's language; the server's own words where they are new. */
export function useCause(): (cause: string) => string {
  const translate = useTranslate();
  const one = (sentence: string): string => {
    for (const [pattern, key] of CAUSES) {
      const found = pattern.exec(sentence);
      if (found) return translate(`cnc.dispatch.cause.${key}`, { ...found.groups });
    }
    return sentence;
  };
  return (cause) => cause.split('; ').map(one).join('; ');
}
