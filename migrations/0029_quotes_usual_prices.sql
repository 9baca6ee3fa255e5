-- What work usually costs at a location, so that a slip of the pen is seen (module quotes, P09).
create table usual_price (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid not null,
  -- What is counted: a cubic foot of a move near by or far away, a machine's day.
  measure text not null check (measure in ('CUFT_NEAR', 'CUFT_FAR', 'MACHINE_DAY')),
  currency char(3) not null,
  -- First and ninety-ninth percentile of what was signed within a year, in 1/10,000 of the major unit.
  low_price bigint not null,
  high_price bigint not null,
  sample integer not null check (sample > 0),
  made_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint usual_price_once unique (company_id, location_id, measure, currency),
  foreign key (company_id, location_id) references location (company_id, id),
  check (low_price <= high_price)
);
select tenant_table('usual_price');

create index quote_accepted_at_location on quote (company_id, location_id, accepted_at desc, id) where accepted_at is not null;
