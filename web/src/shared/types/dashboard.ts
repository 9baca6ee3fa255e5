import type { Day, Money } from './common';
import type { BoardFlag, JourneyCard } from './dispatch';
import type { LeadCard } from './sales';

export interface Tile {
  key: string;
  label_key: string;
  value?: number | string;
  money?: Money;
  link?: string;
}

export interface Dashboard {
  date: Day;
  tiles: Tile[];
  jobs_today: JourneyCard[];
  leads_waiting: LeadCard[];
  flags: BoardFlag[];
}
