import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { Day, Instant, RoomKind } from '@shared/types';
import { sha256Hex } from './quote';

export interface SurveyItem {
  article_code?: number | null;
  name: string;
  count: number;
}

export interface SurveyRoom {
  kind: RoomKind;
  name?: string | null;
  items: SurveyItem[];
}

export interface SurveyPicture {
  id: string;
  room_number: number;
  content_type: string;
  bytes: number;
  sha256: string;
  parts: number[];
  state: 'PENDING' | 'STORED' | 'FAILED';
}

export interface SurveyArticle {
  code: number;
  name_en: string;
  name_fr: string;
  /** Other words people use. */
  aliases: string;
  room: RoomKind;
}

export interface Survey {
  company: string;
  name?: string | null;
  language: string;
  state: 'SENT' | 'OPENED' | 'SUBMITTED' | 'REVIEWED';
  expires_at: Instant;
  rooms: SurveyRoom[];
  note?: string | null;
  pictures: SurveyPicture[];
  articles: SurveyArticle[];
  part_bytes: number;
}

const path = (token: string): string => `/portal/surveys/${encodeURIComponent(token)}`;

export const readSurvey = (token: string, signal?: AbortSignal): Promise<Survey> => api.get<Survey>(path(token), { anonymous: true, signal });

/** Tells that a person, and no machine that follows links, has the page before them. */
export const openSurvey = (token: string): Promise<unknown> => api.post(`${path(token)}/open`, {}, { anonymous: true });

export const putRooms = (token: string, rooms: SurveyRoom[], note: string): Promise<unknown> =>
  api.put(`${path(token)}/rooms`, { rooms, note: note || undefined }, { anonymous: true });

export const submitSurvey = (token: string): Promise<unknown> => api.post(`${path(token)}/submit`, {}, { anonymous: true });

export const removePicture = (token: string, id: string): Promise<unknown> => api.delete(`${path(token)}/pictures/${id}`, { anonymous: true });

/** The numbers of the parts that have not come yet. */
export function missingParts(picture: Pick<SurveyPicture, 'bytes' | 'parts'>, partBytes: number): number[] {
  const count = Math.ceil(picture.bytes / partBytes);
  return Array.from({ length: count }, (_, part) => part).filter((part) => !picture.parts.includes(part));
}

/** A failure after which the same part may simply be sent again. */
export const isBrokenOff = (fault: unknown): boolean => fault instanceof ApiError && (fault.status === 0 || fault.retryable);

/**
 * Sends a picture part by part. What the server has already is not sent again, so a broken upload goes on where it
 * stopped; throws what the network or the server said.
 */
export async function sendPicture(token: string, roomNumber: number, file: File, partBytes: number, onPart: (picture: SurveyPicture) => void): Promise<SurveyPicture> {
  const told = { room_number: roomNumber, content_type: file.type, bytes: file.size, sha256: await sha256Hex(file), taken_at: new Date(file.lastModified).toISOString() };
  let picture = await api.post<SurveyPicture>(`${path(token)}/pictures`, told, { anonymous: true });
  onPart(picture);
  for (const part of missingParts(picture, partBytes)) {
    const bytes = file.slice(part * partBytes, (part + 1) * partBytes);
    const response = await api.raw('PUT', `${path(token)}/pictures/${picture.id}/parts/${part}`, bytes, { anonymous: true }, 'application/json', 'application/octet-stream');
    picture = ((await response.json()) as { data: SurveyPicture }).data;
    onPart(picture);
  }
  return picture;
}

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Articles that a text means: those whose name begins with it first, then those of the room. */
export function articlesLike(articles: SurveyArticle[], text: string, room: RoomKind, french: boolean, most = 6): { code: number; name: string }[] {
  const wanted = fold(text.trim());
  if (wanted.length < 2) return [];
  const rank = (name: string, of: RoomKind): number => (fold(name).startsWith(wanted) ? 0 : 2) + (of === room ? 0 : 1);
  return articles
    .map((each) => ({ code: each.code, name: french ? each.name_fr : each.name_en, words: fold(`${french ? each.name_fr : each.name_en} ${each.aliases}`), room: each.room }))
    .filter((each) => each.words.includes(wanted))
    .sort((a, b) => rank(a.name, a.room) - rank(b.name, b.room) || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ code, name }) => ({ code, name }));
}

export const lastDay = (survey: Survey): Day => survey.expires_at.slice(0, 10);
