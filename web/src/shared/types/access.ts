import type { Instant, Language } from './common';

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  role: string;
  userType: 'regular' | 'super_admin';
  clientId: string | null;
  locationId: string | null;
}

export interface SignedIn {
  access_token: string;
  token_type: 'bearer';
  /** Seconds. */
  expires_in: number;
  user: SessionUser;
  landing?: string;
}

export interface ChooseCompany {
  choose: { company_id: string; name: string }[];
  challenge: string;
}

export type LoginAnswer = SignedIn | ChooseCompany;

export interface Permission {
  resource: string;
  action: string;
  scope: string;
  condition?: string | null;
}

export interface Me {
  user: {
    id: string;
    name: string;
    email: string;
    phone?: string | null;
    role: { code: string; name: string };
    location_id: string | null;
    preferences?: Record<string, unknown>;
  };
  company: {
    id: string;
    name: string;
    slug: string;
    industry: 'MOVING' | 'CRANE_RENTAL' | 'LOGISTICS';
    currency: string;
    timezone: string;
    language: Language;
    features?: Record<string, boolean> | string[];
  };
  memberships: { company_id: string; name: string }[];
  permissions: Permission[];
  masks: string[];
  locations: { id: string; name: string; code: string; timezone: string }[];
  landing: string;
  support?: { id: string; reason: string; ends_at: Instant; admin_name: string } | null;
}

export interface Session {
  id: string;
  device?: string | null;
  address?: string | null;
  agent?: string | null;
  started_at?: Instant;
  last_used_at?: Instant;
  current?: boolean;
}

export interface User {
  id: string;
  name: string;
  email: string;
  phone?: string | null;
  role_code: string;
  role_name: string;
  location_id: string | null;
  location_name?: string | null;
  status: string;
  version: number;
}

export interface Location {
  id: string;
  name: string;
  code: string;
  kind: string;
  status: string;
  city?: string | null;
  province?: string | null;
  country?: string | null;
  timezone: string;
  truck_count?: number | null;
  truck_note?: string | null;
  storage_type?: string | null;
  storage_note?: string | null;
  cx_care?: boolean | null;
  version: number;
}

export interface Role {
  id: string;
  code: string;
  name: string;
  built_in: boolean;
  landing: string;
  permissions: Permission[];
  masks: string[];
  steps: { step_number: number; can_view: boolean; can_edit: boolean; can_approve: boolean; part?: string | null }[];
}

export interface WhyDenied {
  allowed: boolean;
  reason: string;
  message: string;
  tests: { source: string; scope: string; condition?: string | null; outcome: string; denial?: boolean }[];
  who_could_give: string[];
}

export interface SupportSession {
  id: string;
  admin_name: string;
  company_name?: string;
  reason: string;
  mode: string;
  starts_at?: Instant;
  ends_at: Instant;
  ended_at?: Instant | null;
  ended_by?: string | null;
}

export interface CompanyRow {
  id: string;
  name: string;
  slug: string;
  industry: string;
  status: string;
  currency: string;
  timezone: string;
  language: string;
  plan?: string | null;
  locations?: number;
  users?: number;
  created_at?: Instant;
}

export interface NewCompany {
  company: { name: string; slug: string; industry: string; timezone: string; currency: string; language: string };
  locations: { name: string; code: string; city: string; province: string; country: string; timezone: string; kind: string }[];
  admin: { name: string; email: string; password: string };
  plan: string;
}

export interface SupportStarted {
  access_token: string;
  expires_in: number;
  support_session_id: string;
  ends_at: Instant;
}
