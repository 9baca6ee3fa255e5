-- What is to be sold and what is likely to be (module sales).

create table sales_target (
  company_id uuid not null references company (id),
  id uuid not null,
  -- The first day of the month.
  month date not null check (extract(day from month) = 1),
  -- Absent: the whole company.
  location_id uuid,
  amount_minor bigint not null check (amount_minor between 0 and 100000000000000),
  currency char(3) not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint sales_target_once unique nulls not distinct (company_id, month, location_id, currency),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index sales_target_month on sales_target (company_id, month desc, id);
create index sales_target_location on sales_target (company_id, location_id, month desc, id);
select tenant_table('sales_target');

-- What the open deals promised on a Monday, by the month of their close; append-only.
create table forecast_snapshot (
  company_id uuid not null references company (id),
  id uuid not null,
  day date not null,
  month date not null,
  location_id uuid,
  machine_class text,
  currency char(3) not null,
  deals integer not null check (deals >= 0),
  value_minor bigint not null,
  weighted_minor bigint not null,
  committed_minor bigint not null,
  primary key (company_id, id),
  constraint forecast_snapshot_once unique nulls not distinct (company_id, day, month, location_id, machine_class, currency),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index forecast_snapshot_month on forecast_snapshot (company_id, month, day);
create index forecast_snapshot_location on forecast_snapshot (company_id, location_id);
select append_table('forecast_snapshot');

-- Adding up what is open by the month of its close, and what was won in a month, must not read the rows.
create index deal_forecast on deal (company_id, expected_close)
  include (location_id, machine_class, stage, currency, value_minor, probability, assigned_to, created_by)
  where closed_at is null;
create index deal_won on deal (company_id, closed_at)
  include (stage, location_id, currency, value_minor, assigned_to, created_by, created_at)
  where closed_at is not null;
