-- What people do to sell, and what they mean to do next (module sales).

create table sales_activity (
  company_id uuid not null references company (id),
  id uuid not null,
  type text not null check (type in
    ('PHONE_CALL', 'EMAIL', 'MEETING', 'PROPOSAL_SENT', 'FOLLOW_UP', 'DEMO', 'SITE_VISIT', 'OTHER')),
  state text not null default 'PLANNED' check (state in ('PLANNED', 'DONE', 'DROPPED')),
  subject text not null,
  description text,
  lead_id uuid,
  deal_id uuid,
  customer_id uuid,
  location_id uuid,
  assigned_to uuid,
  scheduled_at timestamptz not null,
  duration_minutes integer not null default 30 check (duration_minutes between 1 and 1440),
  -- When it should be over: overdue from then on.
  ends_at timestamptz not null,
  -- How a call went, and what came of it.
  call_outcome text check (call_outcome in
    ('CONNECTED', 'LEFT_VOICEMAIL', 'LEFT_MESSAGE', 'NO_ANSWER', 'BUSY', 'WRONG_NUMBER', 'DISCONNECTED')),
  outcome text,
  closed_at timestamptz,
  closed_by uuid,
  drop_reason text,
  -- When its owner is told next: at its time, and when it is overdue.
  tell_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  check (lead_id is not null or deal_id is not null or customer_id is not null),
  check ((state = 'PLANNED') = (closed_at is null)),
  check ((state = 'DROPPED') = (drop_reason is not null)),
  check (call_outcome is null or type = 'PHONE_CALL'),
  check (ends_at > scheduled_at),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, deal_id) references deal (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id)
);
create index sales_activity_scheduled on sales_activity (company_id, scheduled_at, id);
create index sales_activity_state on sales_activity (company_id, state, scheduled_at, id);
create index sales_activity_type on sales_activity (company_id, type, scheduled_at, id);
create index sales_activity_assigned on sales_activity (company_id, assigned_to, state, scheduled_at, id);
create index sales_activity_maker on sales_activity (company_id, created_by, scheduled_at, id);
create index sales_activity_lead on sales_activity (company_id, lead_id, scheduled_at, id);
create index sales_activity_deal on sales_activity (company_id, deal_id, scheduled_at, id);
create index sales_activity_customer on sales_activity (company_id, customer_id, scheduled_at, id);
create index sales_activity_location on sales_activity (company_id, location_id, scheduled_at, id);
create index sales_activity_tell on sales_activity (company_id, tell_at, id) where tell_at is not null;
select tenant_table('sales_activity');
