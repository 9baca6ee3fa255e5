-- Phones and what they sent (module mobile).

-- A phone or browser that works offline; last_sequence is the highest operation taken from it.
create table device (
  company_id uuid not null references company (id),
  id uuid not null,
  -- The id the app gave itself when it was installed.
  installation text not null check (length(installation) between 1 and 100),
  state text not null default 'ENROLLED' check (state in ('ENROLLED', 'TRUSTED', 'REVOKED')),
  user_id uuid not null,
  last_sequence bigint not null,
  last_contact_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint device_installation unique (company_id, installation, user_id),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
create index device_user on device (company_id, user_id);
create index device_contact on device (company_id, last_contact_at desc, id);
select tenant_table('device');

-- The receipt of every operation a phone sent, however it ended.
create table mobile_operation (
  company_id uuid not null references company (id),
  id uuid not null,
  client_id uuid not null,
  device_id uuid not null,
  user_id uuid not null,
  sequence bigint not null,
  operation text not null,
  state text not null check (state in ('APPLIED', 'REJECTED', 'CONFLICT')),
  reason text,
  recorded_at timestamptz not null,
  received_at timestamptz not null,
  primary key (company_id, id),
  constraint mobile_operation_client unique (company_id, user_id, client_id),
  foreign key (company_id, device_id) references device (company_id, id),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
create index mobile_operation_received on mobile_operation (company_id, received_at desc, id);
create index mobile_operation_device on mobile_operation (company_id, device_id, sequence);
select append_table('mobile_operation');
