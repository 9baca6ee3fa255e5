-- What customers put down themselves, on their own phone (module sales).

create table self_survey (
  company_id uuid not null references company (id),
  id uuid not null,
  estimate_id uuid not null,
  state text not null default 'SENT' check (state in ('SENT', 'OPENED', 'SUBMITTED', 'REVIEWED', 'EXPIRED')),
  channel text not null check (channel in ('EMAIL', 'SMS')),
  sent_to text not null,
  language text not null check (language in ('en', 'fr')),
  link_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  submitted_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid,
  -- Reminders that went out, and when the next one does.
  reminders integer not null default 0 check (reminders between 0 and 2),
  remind_at timestamptz,
  -- Rooms with their lines as the customer has them; the estimate's sheet is another.
  rooms jsonb not null default '[]',
  note text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint self_survey_link unique (company_id, link_hash),
  check ((state = 'REVIEWED') = (reviewed_at is not null)),
  check (state not in ('SUBMITTED', 'REVIEWED') or submitted_at is not null),
  foreign key (company_id, estimate_id) references estimate (company_id, id)
);
create index self_survey_estimate on self_survey (company_id, estimate_id, sent_at desc, id);
-- One at a time is out or waits for a person.
create unique index self_survey_open on self_survey (company_id, estimate_id)
  where state in ('SENT', 'OPENED', 'SUBMITTED');
create index self_survey_expires on self_survey (company_id, expires_at, id) where state in ('SENT', 'OPENED');
create index self_survey_remind on self_survey (company_id, remind_at, id) where remind_at is not null;
select tenant_table('self_survey');

-- A picture of a room; its bytes come in parts, so that a lost connection loses one part only.
create table survey_picture (
  company_id uuid not null references company (id),
  id uuid not null,
  survey_id uuid not null,
  room_number integer not null check (room_number between 1 and 100),
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'image/heic')),
  bytes integer not null check (bytes between 1 and 26214400),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Numbers of the parts that have come, from 0.
  parts jsonb not null default '[]',
  state text not null default 'PENDING' check (state in ('PENDING', 'STORED', 'FAILED')),
  object_key text,
  taken_at timestamptz not null,
  stored_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint survey_picture_once unique (company_id, survey_id, room_number, sha256),
  check ((state = 'STORED') = (object_key is not null)),
  foreign key (company_id, survey_id) references self_survey (company_id, id)
);
create index survey_picture_survey on survey_picture (company_id, survey_id, room_number, id);
select tenant_table('survey_picture');
