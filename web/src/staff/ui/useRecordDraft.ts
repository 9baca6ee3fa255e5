import { useEffect, useState } from 'react';
import { ApiError } from '@shared/apiError';
import { changedFields } from '../data/dataProvider';
import { useAct } from './act';
import { useDraft, type Aliases } from './draft';
import { mergeRecord } from './merge';

interface Options<T> {
  reload: () => Promise<T | undefined>;
  save: (changes: Partial<T>, version: number) => Promise<unknown>;
  stale: string[];
  aliases?: Aliases;
}

/**
 * A record being edited while others may edit it too: newer versions are merged in field by field, and a save that
 * came too late is repeated on the newer version unless both sides changed the same field.
 */
export function useRecordDraft<T extends { version: number }>(record: T, { reload, save, stale, aliases }: Options<T>) {
  const [base, setBase] = useState(record);
  const [conflicts, setConflicts] = useState<string[]>([]);
  const draft = useDraft<T>(record);
  const { values, rebase, replace } = draft;

  const adopt = (theirs: T): string[] => {
    const merged = mergeRecord(base, values, theirs);
    setBase(theirs);
    rebase(theirs, { ...merged.values, version: theirs.version });
    setConflicts(merged.conflicts);
    return merged.conflicts;
  };
  useEffect(() => {
    if (record.version !== base.version) adopt(record);
    // Only a newer version from the server starts a merge, not each key pressed.
  }, [record.version]);

  const act = useAct(
    async (input: T) => {
      const changes = changedFields(base as never, input as never) as Partial<T>;
      try {
        return await save(changes, base.version);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 412) throw error;
        const theirs = await reload();
        if (!theirs || adopt(theirs).length > 0) throw error;
        return save(changes, theirs.version);
      }
    },
    {
      stale,
      done: 'cnc.state.saved',
      onDone: async () => {
        const fresh = await reload();
        if (!fresh) return;
        setBase(fresh);
        replace(fresh);
        setConflicts([]);
      },
      onError: (error) => (error instanceof ApiError && error.status === 412) || draft.refuse(error, aliases),
    },
  );
  const discard = () => {
    replace(base);
    setConflicts([]);
  };
  return { draft, conflicts, saving: act.isPending, save: () => act.mutate(values), discard };
}
