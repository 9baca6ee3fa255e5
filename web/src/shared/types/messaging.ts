import type { PushBrowser } from '../push/browser';

export type ConversationState = 'OPEN' | 'WAITING' | 'SNOOZED' | 'CLOSED';
export type MessageChannel = 'EMAIL' | 'SMS';

export interface ConversationLine {
  id: string;
  customer_id: string | null;
  location_id: string | null;
  point: string | null;
  title: string;
  state: ConversationState;
  assigned_to: string | null;
  assigned_name: string | null;
  unread: number;
  channel: MessageChannel;
  preview: string;
  last_message_at: string;
  snoozed_until: string | null;
  marks: string[];
  version: number;
}

export interface SaidMessage {
  id: string;
  channel: MessageChannel;
  direction: 'IN' | 'OUT';
  status: string;
  code: string | null;
  reason: string | null;
  subject: string;
  text: string;
  author: string | null;
  answers_word: string | null;
  segments: number | null;
  at: string;
  send_at: string | null;
  files: { position: number; file_name: string; content_type: string }[];
}

/** A way to answer; where it is shut, the reason. */
export interface AnswerWay {
  channel: MessageChannel;
  to: string | null;
  allowed: boolean;
  code: string | null;
  reason: string | null;
}

export interface Conversation extends ConversationLine {
  messages: SaidMessage[];
  ways: AnswerWay[];
  suggestions: { customer_id: string; name: string; score: number }[];
}

export interface TextPreview {
  text: string;
  encoding: 'GSM_7' | 'UCS_2';
  units: number;
  segments: number;
  fits: boolean;
}

export type TemplateLanguage = 'en' | 'fr';
export type WordsSource = 'LOCATION' | 'COMPANY' | 'SHIPPED' | 'TYPED';

/** A message the product writes, in the list. */
export interface TemplateLine {
  key: string;
  channel: MessageChannel;
  purpose: string;
  name_en: string;
  name_fr: string;
  event: string | null;
  switches: { location_id: string | null; is_on: boolean }[];
  own: { location_id: string | null; location_name: string | null; language: TemplateLanguage; state: 'DRAFT' | 'PUBLISHED' }[];
}

export interface TemplateVersion {
  id: string;
  language: TemplateLanguage;
  number: number;
  subject: string;
  body: string;
  state: 'DRAFT' | 'PUBLISHED' | 'RETIRED';
  published_at: string | null;
  published_by_name: string | null;
  retired_at: string | null;
  updated_at: string;
}

export interface Template {
  key: string;
  channel: MessageChannel;
  purpose: string;
  name_en: string;
  name_fr: string;
  event: string | null;
  location_id: string | null;
  variables: { name: string; kind: string; label_en: string; label_fr: string; required: boolean }[];
  in_force: { language: TemplateLanguage; source: WordsSource; subject: string; body: string }[];
  versions: TemplateVersion[];
}

/** One language of a message as its reader gets it. */
export interface TemplateLook {
  language: TemplateLanguage;
  source: WordsSource;
  is_theirs: boolean;
  subject: string;
  text: string;
  html: string | null;
  bytes: number | null;
  heavy: boolean;
  counted: Omit<TextPreview, 'text'> | null;
  problems: { field: string; code: string; message: string }[];
}

/** What one is told of. */
export interface Notice {
  id: string;
  kind: string;
  priority: 'URGENT' | 'NORMAL';
  text_en: string;
  text_fr: string;
  entity: string;
  entity_id: string;
  location_id: string | null;
  count: number;
  at: string;
  seen_at: string | null;
  read_at: string | null;
}

export interface Notices {
  notifications: Notice[];
  unread: number;
  next: string | null;
}

export interface NotificationPreference {
  kind: string;
  name_en: string;
  name_fr: string;
  in_app: boolean;
  email: boolean;
  sms: boolean;
  push: boolean;
  /** It cannot wait: in the app and the browser it is always told. */
  urgent: boolean;
}

export type Digest = 'NOW' | 'HOURLY' | 'DAILY';

/** When one is told by mail and in the browser. */
export interface WhenToTell {
  email_digest: Digest;
  push_digest: Digest;
  quiet_hours: { from_minute: number; until_minute: number } | null;
}

export interface NotificationPreferences {
  preferences: NotificationPreference[];
  when: WhenToTell;
  timezone: string;
  push_key: string;
  browsers: PushBrowser[];
}
