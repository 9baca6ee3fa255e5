import { useTranslate } from 'react-admin';

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
  return (reason) => {
    const { from, to, name } = TAKEN.exec(reason)?.groups ?? {};
    return from && to ? translate('cnc.dispatch.taken', { name: name ?? '', from: time(from), to: time(to) }) : reason;
  };
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
