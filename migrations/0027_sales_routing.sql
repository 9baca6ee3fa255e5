-- Who gets a lead, and how long it may wait (module sales).

-- Minutes of a week in which a location answers enquiries; without any, Monday to Saturday from 08:00 to 18:00.
create table answering_hours (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid not null,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  check (from_minute < to_minute),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index answering_hours_location on answering_hours (company_id, location_id, weekday, from_minute);
select tenant_table('answering_hours');

create table routing_pool (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  location_id uuid,
  -- Where leads of the location go that no rule names a pool for.
  is_default boolean not null default false,
  -- Who gets a lead when no member is able.
  fallback_to uuid,
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, fallback_to) references app_user (company_id, id)
);
create unique index routing_pool_default on routing_pool (company_id, location_id) nulls not distinct
  where is_default and is_active;
create index routing_pool_location on routing_pool (company_id, location_id);
create index routing_pool_fallback on routing_pool (company_id, fallback_to);
create index routing_pool_name on routing_pool (company_id, name, id);
select tenant_table('routing_pool');

create table pool_member (
  company_id uuid not null references company (id),
  id uuid not null,
  pool_id uuid not null,
  user_id uuid not null,
  weight integer not null default 1 check (weight between 1 and 10),
  open_cap integer not null default 40 check (open_cap between 1 and 1000),
  untouched_cap integer not null default 5 check (untouched_cap between 1 and 1000),
  -- Codes; empty: all.
  languages jsonb not null default '[]',
  is_active boolean not null default true,
  -- The local day that assigned_today counts.
  assigned_day date,
  assigned_today integer not null default 0,
  last_assigned_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint pool_member_once unique (company_id, pool_id, user_id),
  foreign key (company_id, pool_id) references routing_pool (company_id, id),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
create index pool_member_pool on pool_member (company_id, pool_id);
create index pool_member_user on pool_member (company_id, user_id);
select tenant_table('pool_member');

create table routing_rule (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  -- The first that holds decides.
  position integer not null check (position between 1 and 10000),
  condition text not null,
  location_id uuid,
  pool_id uuid,
  is_active boolean not null default true,
  rule_version integer not null default 1,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  check (location_id is not null or pool_id is not null),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, pool_id) references routing_pool (company_id, id)
);
create index routing_rule_position on routing_rule (company_id, position, id);
create index routing_rule_location on routing_rule (company_id, location_id);
create index routing_rule_pool on routing_rule (company_id, pool_id);
select tenant_table('routing_rule');

-- How each lead came to its owner, with every candidate and why; append-only.
create table routing_log (
  company_id uuid not null references company (id),
  id uuid not null,
  lead_id uuid not null,
  rule_id uuid,
  rule_version integer,
  pool_id uuid,
  location_id uuid,
  chosen uuid,
  outcome text not null check (outcome in ('MEMBER', 'FALLBACK', 'QUEUE', 'OWN', 'HANDED_OVER')),
  candidates jsonb not null default '[]',
  at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, rule_id) references routing_rule (company_id, id),
  foreign key (company_id, pool_id) references routing_pool (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, chosen) references app_user (company_id, id)
);
create index routing_log_lead on routing_log (company_id, lead_id, at desc, id);
create index routing_log_rule on routing_log (company_id, rule_id);
create index routing_log_pool on routing_log (company_id, pool_id);
create index routing_log_location on routing_log (company_id, location_id);
create index routing_log_chosen on routing_log (company_id, chosen);
select append_table('routing_log');

-- How far a waiting lead has been raised, and when it is raised next; null: never, or answered.
alter table lead add column escalation integer not null default 0 check (escalation between 0 and 3);
alter table lead add column escalation_due_at timestamptz;
alter table lead add column handed_over integer not null default 0 check (handed_over between 0 and 2);
-- Open minutes until the first human touch.
alter table lead add column business_minutes integer check (business_minutes >= 0);
create index lead_escalation on lead (company_id, escalation_due_at, id) where escalation_due_at is not null;
create index lead_open_of on lead (company_id, assigned_to) include (first_touch_at)
  where quarantined_at is null and status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION');
create index lead_answered on lead (company_id, first_touch_at) include (assigned_to, source, location_id, business_minutes)
  where business_minutes is not null;
