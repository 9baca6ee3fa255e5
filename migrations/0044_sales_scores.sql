-- How leads are scored, and what their own history says will become of them (module sales).

-- A company's own weights, and whether the probability is shown beside the points; without a row the shipped ones hold.
create table score_setting (
  company_id uuid not null references company (id),
  id uuid not null,
  -- Points by criterion; those of the four parts come to 100.
  weights jsonb not null,
  probability_shown boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint score_setting_once unique (company_id)
);
select tenant_table('score_setting');

create table score_model (
  company_id uuid not null references company (id),
  id uuid not null,
  model_version integer not null check (model_version >= 1),
  state text not null check (state in ('SHADOW', 'ACTIVE', 'RETIRED')),
  -- Why it is not active.
  state_reason text check (state_reason in ('NO_BETTER', 'NOT_CALIBRATED', 'REPLACED', 'BY_HAND', 'LIVE_ERROR')),
  state_since timestamptz not null,
  trained_at timestamptz not null,
  history_from timestamptz not null,
  leads integer not null check (leads >= 0),
  won integer not null check (won >= 0),
  coefficients jsonb not null,
  calibration jsonb not null,
  report jsonb not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint score_model_version unique (company_id, model_version)
);
create unique index score_model_active on score_model (company_id) where state = 'ACTIVE';
create unique index score_model_shadow on score_model (company_id) where state = 'SHADOW';
select tenant_table('score_model');

-- What a model said at a moment, kept to be compared with what became of the lead; append-only.
create table conversion_score (
  company_id uuid not null references company (id),
  id uuid not null,
  lead_id uuid not null,
  model_id uuid not null,
  moment text not null check (moment in ('CREATED', 'CONTACTED', 'ESTIMATED', 'QUOTED')),
  probability_millionths integer not null check (probability_millionths between 0 and 1000000),
  at timestamptz not null,
  primary key (company_id, id),
  constraint conversion_score_once unique (company_id, lead_id, moment),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, model_id) references score_model (company_id, id)
);
create index conversion_score_model on conversion_score (company_id, model_id, lead_id);
select append_table('conversion_score');

-- All open leads are scored anew each night, in the order of their ids.
create index lead_open_id on lead (company_id, id)
  where quarantined_at is null and status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION');
-- The leads that closed last.
create index lead_closed on lead (company_id, closed_at desc, id) where closed_at is not null;
