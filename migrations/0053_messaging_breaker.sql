-- When a provider fails nothing is lost: what waits for it stands here (module messaging, MSG-23).

create table channel_state (
  company_id uuid not null references company (id),
  id uuid not null,
  channel text not null check (channel in ('EMAIL', 'SMS')),
  -- The number whose provider it is; mail leaves by one server.
  sender_id uuid,
  state text not null default 'CLOSED' check (state in ('CLOSED', 'OPEN', 'HALF_OPEN')),
  failures_in_row integer not null default 0 check (failures_in_row >= 0),
  -- Since when nothing leaves.
  opened_at timestamptz,
  -- When one message tries again.
  trial_at timestamptz,
  good_trials integer not null default 0 check (good_trials >= 0),
  last_error text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, sender_id) references sender_identity (company_id, id),
  check ((state = 'CLOSED') = (opened_at is null)),
  check ((state = 'CLOSED') = (trial_at is null))
);
create unique index channel_state_one on channel_state (company_id, channel, sender_id) nulls not distinct;
create index channel_state_sender on channel_state (company_id, sender_id);
select tenant_table('channel_state');

alter table communication
  -- It waits for a provider that fails.
  add column held_at timestamptz;
create index communication_held on communication (company_id, type, priority, queued_at, id)
  where held_at is not null;
create index communication_tried on communication (company_id, type, last_try_at) where last_try_at is not null;

-- A second number of a location, used while the provider of its first one fails.
alter table sender_identity
  add column is_fallback boolean not null default false;
drop index sender_identity_one;
create unique index sender_identity_one on sender_identity (company_id, channel, location_id, is_fallback)
  nulls not distinct where is_active;

-- Whose turn it is: two marketing messages to a customer's family at one instant see each other (MSG-13).
create table marketing_turn (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint marketing_turn_once unique (company_id, customer_id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
select tenant_table('marketing_turn');
