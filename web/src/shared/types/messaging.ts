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
