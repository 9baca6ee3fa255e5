import type { AnswerWay, ConversationLine, MessageChannel } from '@shared/types';

/** The conversation `step` places further, staying inside the list. */
export function neighbour(list: ConversationLine[], current: string | undefined, step: number): string | undefined {
  const at = list.findIndex((line) => line.id === current);
  if (at < 0) return list[step > 0 ? 0 : list.length - 1]?.id;
  return list[Math.min(Math.max(at + step, 0), list.length - 1)]?.id;
}

/** The channel they wrote by last where it is allowed, else another that is. */
export function firstWay(ways: AnswerWay[], latest: MessageChannel): AnswerWay | undefined {
  return ways.find((way) => way.allowed && way.channel === latest) ?? ways.find((way) => way.allowed);
}

const atEight = (day: Date): string => {
  day.setHours(8, 0, 0, 0);
  return day.toISOString();
};

/** Times to put a conversation away until. */
export function laterTimes(now: Date): { key: 'in_hours' | 'tomorrow' | 'next_week'; at: string }[] {
  const tomorrow = new Date(now);
  tomorrow.setDate(now.getDate() + 1);
  const monday = new Date(now);
  monday.setDate(now.getDate() + (((8 - now.getDay()) % 7) || 7));
  return [
    { key: 'in_hours', at: new Date(now.getTime() + 3 * 3_600_000).toISOString() },
    { key: 'tomorrow', at: atEight(tomorrow) },
    { key: 'next_week', at: atEight(monday) },
  ];
}
