-- Trucks, cranes and tools (module fleet).

create table equipment (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  name text not null,
  type text not null check (type in
    ('TRUCK', 'TRAILER', 'CRANE', 'FORKLIFT', 'DOLLY', 'STRAPS', 'BLANKETS', 'TOOLS', 'OTHER')),
  category text,
  class text,
  owner_kind text not null default 'OWNED' check (owner_kind in ('OWNED', 'LEASED', 'SUB_HIRED')),
  status text not null default 'ACTIVE' check (status in
    ('ACTIVE', 'IN_USE', 'MAINTENANCE', 'REPAIR', 'RETIRED', 'SOLD')),
  plate text,
  serial text,
  manufactured_year integer check (manufactured_year between 1900 and 2200),
  capacity_cuft integer check (capacity_cuft between 0 and 100000),
  payload_kg integer check (payload_kg between 0 and 1000000),
  max_lift_kg integer check (max_lift_kg between 0 and 5000000),
  boom_m integer check (boom_m between 0 and 500),
  unladen_kg integer check (unladen_kg between 0 and 5000000),
  odometer_km integer check (odometer_km between 0 and 10000000),
  engine_hours integer check (engine_hours between 0 and 1000000),
  -- Base rates in 1/10,000 of the major unit.
  rate_hour bigint check (rate_hour >= 0),
  rate_day bigint check (rate_day >= 0),
  rate_month bigint check (rate_month >= 0),
  running_cost_km bigint check (running_cost_km >= 0),
  currency char(3) not null,
  location_id uuid,
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, number),
  foreign key (company_id, location_id) references location (company_id, id)
);
create unique index equipment_plate on equipment (company_id, plate) where status <> 'SOLD';
create unique index equipment_serial on equipment (company_id, serial) where status <> 'SOLD';
create index equipment_location on equipment (company_id, location_id);
create index equipment_name on equipment (company_id, name, id);
select tenant_table('equipment');

-- Papers of a machine. One that blocks keeps the machine at home from the day after it expires.
create table equipment_document (
  company_id uuid not null references company (id),
  id uuid not null,
  equipment_id uuid not null,
  kind text not null check (kind in ('INSURANCE', 'REGISTRATION', 'INSPECTION', 'PERMIT', 'OTHER')),
  number text,
  expires_on date,
  blocks boolean not null default true,
  replaced_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, equipment_id) references equipment (company_id, id)
);
create index equipment_document_equipment on equipment_document (company_id, equipment_id, expires_on);
create unique index equipment_document_current on equipment_document (company_id, equipment_id, kind)
  where replaced_at is null;
select tenant_table('equipment_document');

-- blocked_after: the last day on which every blocking paper is valid; null when none expires.
create view fleet_v_equipment with (security_invoker = true) as
select e.company_id, e.id, e.number, e.name, e.type, e.category, e.class, e.status, e.plate,
       e.capacity_cuft, e.payload_kg, e.max_lift_kg, e.location_id,
       (select min(d.expires_on) from equipment_document d
         where d.company_id = e.company_id and d.equipment_id = e.id and d.blocks and d.replaced_at is null
       ) as blocked_after
from equipment e;
grant select on fleet_v_equipment to cnc_app;
