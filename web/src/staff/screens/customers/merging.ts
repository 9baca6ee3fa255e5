import { useNotify } from 'react-admin';
import { api } from '@shared/api';
import type { Customer } from '@shared/types';
import { useAct } from '../../ui/act';

/** The page that compares two customers. */
export const mergePath = (survivor: string, loser: string): string => `/customers/merge?survivor=${survivor}&loser=${loser}`;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Whether an id of the API (`usr_` and 26 letters of base 32) names the same record as a UUID of a stored row. */
export function sameRecord(id: string, uuid: unknown): boolean {
  if (typeof uuid !== 'string') return false;
  const letters = id.slice(id.lastIndexOf('_') + 1);
  if (letters.length !== 26) return id === uuid;
  let value = 0n;
  for (const letter of letters) value = value * 32n + BigInt(ALPHABET.indexOf(letter));
  return value.toString(16).padStart(32, '0') === uuid.replaceAll('-', '');
}

interface Unmerged {
  survivor: Customer;
  loser: Customer;
  /** Made since the merge; it stays with the survivor. */
  stays: { kind: string; id: string; number: string | null }[];
}

/** Takes a merge back and says what stays with the survivor. */
export function useUndoMerge(onDone?: () => void) {
  const notify = useNotify();
  return useAct((id: string, key) => api.post<Unmerged>(`/customers/merges/${id}/undo`, {}, { key }), {
    stale: ['customers'],
    onDone: ({ survivor, loser, stays }) => {
      const numbers = stays.map((made) => made.number).filter(Boolean).join(', ');
      notify(numbers ? 'cnc.merge.undone_stays' : 'cnc.merge.undone', {
        type: 'success', autoHideDuration: numbers ? 15_000 : 6_000,
        messageArgs: { survivor: survivor.display_name, loser: loser.display_name, numbers },
      });
      onDone?.();
    },
  });
}
