-- Segments: filters of the list of customers under a name (module customers, CUS-24).

create table segment (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  -- Who sees it: its maker, whoever works at the location, or everybody.
  scope text not null check (scope in ('OWN', 'LOCATION', 'COMPANY')),
  location_id uuid,
  -- The words looked for, and each filter of the list with its value.
  q text,
  filters jsonb not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check ((scope = 'LOCATION') = (location_id is not null))
);
create unique index segment_name on segment (company_id, scope, location_id, created_by, name) nulls not distinct;
create index segment_order on segment (company_id, name, id);
create index segment_location on segment (company_id, location_id);
select tenant_table('segment');

-- What segments ask for beside the list's older filters.
create index customer_province on customer (company_id, province, display_name, id);
create index customer_language on customer (company_id, language, display_name, id);
create index customer_source on customer (company_id, lead_source, display_name, id);
