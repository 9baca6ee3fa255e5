import type { Instant } from './common';
import type { RoomKind } from './estimates';

export interface SelfSurveyPicture {
  id: string;
  room_number: number;
  content_type: string;
  state: 'PENDING' | 'STORED' | 'FAILED';
  taken_at: Instant;
}

export interface SelfSurvey {
  id: string;
  estimate_id: string;
  state: 'SENT' | 'OPENED' | 'SUBMITTED' | 'REVIEWED' | 'EXPIRED';
  by: 'EMAIL' | 'SMS';
  sent_to?: string;
  sent_at: Instant;
  expires_at: Instant;
  opened_at?: Instant | null;
  submitted_at?: Instant | null;
  reviewed_at?: Instant | null;
  reminders: number;
  rooms: { kind: RoomKind; name?: string | null; items: { article_code?: number | null; name: string; count: number }[] }[];
  note?: string | null;
  pictures: SelfSurveyPicture[];
  is_pictured: boolean;
}
