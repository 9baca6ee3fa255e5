-- Where, for which services and how far a tariff holds; of several that fit, the most particular one prices (module
-- quotes, QUO-6).
alter table tariff add column service_types text[] not null default '{}';
alter table tariff add column reach text check (reach in ('LOCAL', 'WITHIN', 'BETWEEN', 'CROSS_BORDER'));

-- The places of a tariff that holds at several; one that holds at a single one names it itself.
create table tariff_place (
  company_id uuid not null references company (id),
  id uuid not null,
  tariff_id uuid not null,
  location_id uuid not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint tariff_place_once unique (company_id, tariff_id, location_id),
  foreign key (company_id, tariff_id) references tariff (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index tariff_place_location on tariff_place (company_id, location_id);
select tenant_table('tariff_place');

-- Kilometres below which work is local.
alter table quote_limits add column local_km integer not null default 100 check (local_km between 1 and 2000);
