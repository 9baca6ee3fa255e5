-- When somebody is told by mail or push: at once, gathered, never at night (module messaging, MSG-20).

create table notification_setting (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  email_digest text not null check (email_digest in ('NOW', 'HOURLY', 'DAILY')),
  push_digest text not null check (push_digest in ('NOW', 'HOURLY', 'DAILY')),
  -- Minutes since local midnight between which nothing but what is urgent comes; none: at any time.
  quiet_from_minute integer check (quiet_from_minute between 0 and 1439),
  quiet_until_minute integer check (quiet_until_minute between 0 and 1439),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint notification_setting_once unique (company_id, user_id),
  foreign key (company_id, user_id) references app_user (company_id, id),
  check ((quiet_from_minute is null) = (quiet_until_minute is null)),
  check (quiet_from_minute <> quiet_until_minute)
);
select tenant_table('notification_setting');

-- What waits to be told together, or until the night is over.
create table notification_waiting (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  channel text not null check (channel in ('EMAIL', 'SMS', 'PUSH')),
  -- The event and the rule: each is told once.
  told_key text not null,
  kind text not null,
  priority text not null check (priority in ('URGENT', 'NORMAL')),
  entity text not null,
  entity_ref uuid not null,
  location_id uuid,
  number text not null,
  subject text not null,
  due_at timestamptz not null,
  told_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint notification_waiting_once unique (company_id, user_id, channel, told_key),
  foreign key (company_id, user_id) references app_user (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index notification_waiting_due on notification_waiting (company_id, due_at) where told_at is null;
create index notification_waiting_old on notification_waiting (company_id, told_at) where told_at is not null;
create index notification_waiting_location on notification_waiting (company_id, location_id);
select tenant_table('notification_waiting');
