import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api } from '@shared/api';
import type { DealBoard, DealsMoved, PipelineStage } from '@shared/types';
import { useAct } from '../../ui/act';
import { moveCards } from './board';

export interface Asking {
  ids: string[];
  stage: PipelineStage;
}

const STALE = ['boards', 'deals', 'leads', 'dashboard'];

/** Moving deals: shown at once, named where the server says no, taken back for ten seconds. */
export function useMoves(key?: QueryKey) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [done, setDone] = useState<DealsMoved | null>(null);
  const [refused, setRefused] = useState<DealsMoved['refused']>([]);
  const act = useAct(
    ({ ids, stage, reason }: Asking & { reason?: string }, idempotency) => api.post<DealsMoved>('/deals/move', { ids, stage_id: stage.id, reason }, { key: idempotency }),
    {
      stale: STALE,
      onDone: (answer, { stage, reason }) => {
        setDone(answer.moved.length > 0 ? answer : null);
        // Somebody who may win it without a quote is asked why; the others are told.
        const unreasoned = answer.refused.filter((each) => each.code === 'REASON_REQUIRED');
        if (unreasoned.length > 0 && !reason) setAsking({ ids: unreasoned.map((each) => each.id), stage });
        setRefused(answer.refused.filter((each) => each.code !== 'REASON_REQUIRED'));
      },
    },
  );
  const { mutate } = act;
  const move = useCallback((ids: string[], stage: PipelineStage, index?: number, reason?: string) => {
    if (ids.length === 0 || !stage.id) return;
    if (stage.base === 'LOST' && !reason) return setAsking({ ids, stage });
    setAsking(null);
    const before = key ? queryClient.getQueryData<DealBoard>(key) : undefined;
    if (key && before) queryClient.setQueryData(key, moveCards(before, ids, stage.id, index));
    mutate({ ids, stage, reason }, { onError: () => key && before && queryClient.setQueryData(key, before) });
  }, [key, mutate, queryClient]);
  const undo = useAct((batch: string, idempotency) => api.post<DealsMoved>('/deals/move/undo', { batch }, { key: idempotency }), {
    stale: STALE,
    done: 'cnc.deal.undone',
    onDone: (answer) => {
      setDone(null);
      setRefused(answer.refused);
    },
    onError: () => {
      setDone(null);
      return false;
    },
  });
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(null), 10_000);
    return () => clearTimeout(timer);
  }, [done]);
  return {
    move, asking, refused, done, busy: act.isPending,
    stopAsking: () => setAsking(null),
    seen: () => setRefused([]),
    undo: done ? () => undo.mutate(done.batch) : undefined,
  };
}

export type Moves = ReturnType<typeof useMoves>;
