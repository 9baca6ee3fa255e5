-- Notifications that reach a browser while the app is closed (module messaging, MSG-17).

create table push_subscription (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  -- Where its push service takes what is for this browser.
  endpoint text not null check (length(endpoint) between 1 and 1000),
  -- The browser's public key, and the secret it shares with us, sealed.
  reader_key bytea not null check (length(reader_key) = 65),
  secret_sealed bytea not null,
  -- What people call it: the browser and its system.
  device text not null,
  failures_in_row integer not null default 0 check (failures_in_row >= 0),
  paused_until timestamptz,
  last_sent_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint push_subscription_once unique (company_id, endpoint),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
create index push_subscription_user on push_subscription (company_id, user_id, id desc);
select tenant_table('push_subscription');

-- One push to one browser, until its service has taken it.
create table push_message (
  company_id uuid not null references company (id),
  id uuid not null,
  subscription_id uuid not null,
  -- What it tells, once.
  told_key text not null,
  title text not null,
  kind text not null,
  priority text not null check (priority in ('URGENT', 'NORMAL')),
  -- The record it opens.
  entity text not null,
  entity_ref uuid not null,
  status text not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED')),
  queued_at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  next_try_at timestamptz,
  sent_at timestamptz,
  reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint push_message_once unique (company_id, subscription_id, told_key),
  foreign key (company_id, subscription_id) references push_subscription (company_id, id),
  check ((status = 'QUEUED') = (next_try_at is not null)),
  check ((status = 'SENT') = (sent_at is not null))
);
create index push_message_due on push_message (company_id, next_try_at) where status = 'QUEUED';
create index push_message_old on push_message (company_id, queued_at);
select tenant_table('push_message');

alter table notification_preference drop constraint notification_preference_channel_check;
alter table notification_preference add constraint notification_preference_channel_check
  check (channel in ('IN_APP', 'EMAIL', 'SMS', 'PUSH'));
