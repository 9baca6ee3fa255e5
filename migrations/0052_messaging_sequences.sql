-- Sequences: messages and calls that follow one another until somebody answers (module messaging).

create table sequence (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  -- Without one it holds for the whole company.
  location_id uuid,
  -- Leads that come in enter by themselves; otherwise people put them in.
  enters text not null default 'BY_HAND' check (enters in ('BY_HAND', 'LEADS')),
  -- Only leads of this source or service; without one, of any.
  source text,
  service_type text,
  is_active boolean not null default true,
  -- The number of the version that new ones enter.
  current_number integer not null default 1 check (current_number >= 1),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint sequence_name unique (company_id, name),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index sequence_location on sequence (company_id, location_id);
create index sequence_enters on sequence (company_id, enters) where is_active;
select tenant_table('sequence');

-- What the steps and the ways out were when somebody entered: a new version touches only those who come after it.
create table sequence_version (
  company_id uuid not null references company (id),
  id uuid not null,
  sequence_id uuid not null,
  number integer not null check (number >= 1),
  ends_on_reply boolean not null,
  ends_on_booking boolean not null,
  -- States of the lead that end it.
  ends_on_stages text[] not null,
  at timestamptz not null,
  primary key (company_id, id),
  constraint sequence_version_number unique (company_id, sequence_id, number),
  foreign key (company_id, sequence_id) references sequence (company_id, id)
);
select append_table('sequence_version');

create table sequence_step (
  company_id uuid not null references company (id),
  id uuid not null,
  sequence_version_id uuid not null,
  position integer not null check (position >= 1),
  kind text not null check (kind in ('EMAIL', 'SMS', 'CALL')),
  -- The delay counts from the entry or from the step before.
  wait_from text not null check (wait_from in ('START', 'STEP')),
  wait_count integer not null check (wait_count between 0 and 525600),
  wait_unit text not null check (wait_unit in ('MINUTES', 'OPEN_MINUTES', 'DAYS', 'OPEN_DAYS')),
  -- Minutes since local midnight, where a step of days has its hour.
  at_minute integer check (at_minute between 0 and 1439),
  -- Only while the location answers.
  in_open_hours boolean not null,
  -- The words of a message.
  template_key text,
  -- What a call is about.
  title text,
  -- Skipped where this does not hold.
  condition text,
  primary key (company_id, id),
  constraint sequence_step_position unique (company_id, sequence_version_id, position),
  foreign key (company_id, sequence_version_id) references sequence_version (company_id, id),
  check ((kind = 'CALL') = (title is not null)),
  check ((kind = 'CALL') = (template_key is null))
);
select append_table('sequence_step');

create table sequence_enrolment (
  company_id uuid not null references company (id),
  id uuid not null,
  sequence_id uuid not null,
  sequence_version_id uuid not null,
  lead_id uuid not null,
  customer_id uuid,
  location_id uuid,
  -- Where the lead is reached, so that a reply finds it.
  email_lower text,
  phone_e164 text,
  state text not null default 'ACTIVE' check (state in ('ACTIVE', 'PAUSED', 'DONE', 'EXITED')),
  -- The next step's position.
  step integer not null default 1 check (step >= 1),
  due_at timestamptz,
  -- When the clock looks at it: at its time, and again should nobody have acted.
  look_at timestamptz,
  started_at timestamptz not null,
  last_step_at timestamptz,
  ended_at timestamptz,
  exit_reason text check (exit_reason in ('REPLY', 'BOOKING', 'STAGE', 'WITHDRAWAL', 'BOUNCE', 'BY_HAND')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, sequence_id) references sequence (company_id, id),
  foreign key (company_id, sequence_version_id) references sequence_version (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check ((state = 'EXITED') = (exit_reason is not null)),
  check ((state in ('DONE', 'EXITED')) = (ended_at is not null))
);
-- A lead goes through one sequence at a time.
create unique index sequence_enrolment_once on sequence_enrolment (company_id, lead_id)
  where state in ('ACTIVE', 'PAUSED');
create index sequence_enrolment_lead on sequence_enrolment (company_id, lead_id, started_at desc);
create index sequence_enrolment_due on sequence_enrolment (company_id, look_at) where state = 'ACTIVE';
create index sequence_enrolment_people on sequence_enrolment (company_id, sequence_id, started_at desc, id);
create index sequence_enrolment_state on sequence_enrolment (company_id, sequence_id, state, step);
create index sequence_enrolment_started on sequence_enrolment (company_id, started_at desc, id);
create index sequence_enrolment_version on sequence_enrolment (company_id, sequence_version_id);
create index sequence_enrolment_customer on sequence_enrolment (company_id, customer_id);
create index sequence_enrolment_location on sequence_enrolment (company_id, location_id, started_at desc);
create index sequence_enrolment_email on sequence_enrolment (company_id, email_lower)
  where state in ('ACTIVE', 'PAUSED');
create index sequence_enrolment_phone on sequence_enrolment (company_id, phone_e164)
  where state in ('ACTIVE', 'PAUSED');
select tenant_table('sequence_enrolment');

-- What each step did.
create table sequence_passage (
  company_id uuid not null references company (id),
  id uuid not null,
  sequence_enrolment_id uuid not null,
  position integer not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('SENT', 'TASK', 'SKIPPED')),
  -- Why it was skipped: CONDITION, NO_POINT, NO_SENDER, or what the ledger says.
  reason text,
  communication_id uuid,
  primary key (company_id, id),
  constraint sequence_passage_once unique (company_id, sequence_enrolment_id, position),
  foreign key (company_id, sequence_enrolment_id) references sequence_enrolment (company_id, id),
  foreign key (company_id, communication_id) references communication (company_id, id)
);
create index sequence_passage_communication on sequence_passage (company_id, communication_id);
select append_table('sequence_passage');
