-- What people of the company are told in the app (module messaging): one row a person and event.

create table notification (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  -- Of the program's list: LEAD_ASSIGNED, QUOTE_VIEWED and so on.
  kind text not null,
  priority text not null check (priority in ('URGENT', 'NORMAL')),
  -- The record it is about.
  entity text not null,
  entity_ref uuid not null,
  location_id uuid,
  -- How the record is called: its number and whom or what it concerns. Never an amount.
  number text not null default '',
  subject text not null default '',
  -- The same within five minutes is one, with a count.
  group_key text not null,
  count integer not null default 1 check (count >= 1),
  -- The events it stands for, so that none counts twice.
  event_refs uuid[] not null,
  at timestamptz not null,
  seen_at timestamptz,
  read_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, user_id) references app_user (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index notification_page on notification (company_id, user_id, at desc, id desc) where archived_at is null;
create index notification_unread on notification (company_id, user_id) where read_at is null and archived_at is null;
create index notification_unseen on notification (company_id, user_id) where seen_at is null;
create index notification_group on notification (company_id, user_id, group_key, at desc);
create index notification_old on notification (company_id, at) where read_at is null and archived_at is null;
create index notification_location on notification (company_id, location_id);
select tenant_table('notification');

-- What somebody wants otherwise than it is shipped.
create table notification_preference (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  channel text not null check (channel in ('IN_APP', 'EMAIL')),
  is_on boolean not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint notification_preference_once unique (company_id, user_id, kind, channel),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
select tenant_table('notification_preference');
