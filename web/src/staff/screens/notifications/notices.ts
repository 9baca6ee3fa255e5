import type { Notice } from '@shared/types';

/** Where a notification leads; nothing where its record has no page of its own. */
export function placeOf(notice: Pick<Notice, 'entity' | 'entity_id' | 'kind'>): string | undefined {
  if (notice.kind === 'APPROVAL_ASKED' || notice.kind === 'APPROVAL_WAITS') return '/approvals';
  switch (notice.entity) {
    case 'lead': return `/leads/${notice.entity_id}/show`;
    case 'quote': return `/quotes/${notice.entity_id}/show`;
    case 'deal': return '/deals/board';
    case 'activity': return '/activities';
    case 'journey': return `/dispatch?journey=${notice.entity_id}`;
    case 'score_model': return `/lead-scoring?model=${notice.entity_id}`;
    case 'sequence': return `/sequences/${notice.entity_id}`;
    case 'conversation': return `/inbox/${notice.entity_id}`;
    default: return undefined;
  }
}

/** The item that a key leads to, staying inside the list. */
export function step(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown' || key === 'j') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp' || key === 'k') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
