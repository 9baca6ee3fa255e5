import { describe, expect, it } from 'vitest';
import type { AnswerWay, ConversationLine } from '@shared/types';
import { staleKeys } from '../../src/staff/data/live';
import { firstWay, laterTimes, neighbour } from '../../src/staff/screens/inbox/inbox';

const list = ['a', 'b', 'c'].map((id) => ({ id }) as ConversationLine);
const way = (channel: AnswerWay['channel'], allowed: boolean): AnswerWay => ({ channel, allowed, to: null, code: null, reason: null });

describe('inbox', () => {
  it('goes through the list and stays inside it', () => {
    expect(neighbour(list, 'a', 1)).toBe('b');
    expect(neighbour(list, 'c', 1)).toBe('c');
    expect(neighbour(list, 'a', -1)).toBe('a');
    expect(neighbour(list, undefined, 1)).toBe('a');
    expect(neighbour(list, 'gone', -1)).toBe('c');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });

  it('answers by the channel they used, where it is allowed', () => {
    expect(firstWay([way('EMAIL', true), way('SMS', true)], 'SMS')?.channel).toBe('SMS');
    expect(firstWay([way('EMAIL', true), way('SMS', false)], 'SMS')?.channel).toBe('EMAIL');
    expect(firstWay([way('EMAIL', false), way('SMS', false)], 'SMS')).toBeUndefined();
  });

  it('puts away until later today, tomorrow or the next Monday', () => {
    const friday = new Date(2026, 6, 17, 15, 30);
    const [hours, tomorrow, monday] = laterTimes(friday).map(({ at }) => new Date(at));
    expect(hours?.getHours()).toBe(18);
    expect([tomorrow?.getDate(), tomorrow?.getHours()]).toEqual([18, 8]);
    expect([monday?.getDate(), monday?.getDay(), monday?.getHours()]).toEqual([20, 1, 8]);
    const onMonday = laterTimes(new Date(2026, 6, 20, 9, 0))[2];
    expect(new Date(onMonday?.at ?? 0).getDate()).toBe(27);
  });

  it('hears of conversations and of what became of messages', () => {
    expect(staleKeys({ name: 'messaging.conversation.changed', entity: 'conversation' })).toContain('conversations');
    expect(staleKeys({ name: 'messaging.message.delivered', entity: 'message' })).toContain('conversations');
  });
});
