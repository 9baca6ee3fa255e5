import type { Instant } from './common';

export const LETTERHEAD_POSITIONS = ['TOP', 'FULL_PAGE', 'BOTTOM'] as const;

export interface Letterhead {
  position: (typeof LETTERHEAD_POSITIONS)[number];
  opacity_percent: number;
  media_type: string;
  /** A new picture; absent: the kept one of `file`. */
  base64?: string;
  file?: string;
}

export interface StationeryTexts {
  tagline: string;
  introduction: string;
  terms: string;
}

export interface StationeryContent {
  colour?: string | null;
  registrations: { label: string; number: string }[];
  letterhead?: Letterhead | null;
  en: StationeryTexts;
  fr: StationeryTexts;
}

export interface DocumentTemplateLine {
  id: string;
  name: string;
  kind?: string | null;
  published?: number | null;
  draft?: number | null;
  version: number;
}

export interface DocumentTemplate {
  id: string;
  name: string;
  kind?: string | null;
  versions: { id: string; number: number; state: 'DRAFT' | 'PUBLISHED' | 'RETIRED'; content: StationeryContent; published_at?: Instant | null }[];
  placeholders: { name: string; of: 'TEXT' | 'MONEY' | 'DATE' | 'NUMBER' | 'LIST' }[];
  version: number;
}

export interface StationeryLook {
  pages?: string[];
  problems: { field: string; code: string; message: string }[];
}
