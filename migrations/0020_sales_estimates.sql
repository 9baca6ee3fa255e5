-- What must be moved, how long it takes and with how many (module sales).

-- A company's own articles, and its changes of shipped ones (same code); the shipped ones come with the product.
create table article_catalogue (
  company_id uuid not null references company (id),
  id uuid not null,
  code integer not null check (code between 1 and 999999),
  name_en text not null,
  name_fr text not null,
  aliases text not null default '',
  volume_centi_cuft integer not null check (volume_centi_cuft between 0 and 50000),
  weight_lb integer check (weight_lb between 0 and 20000),
  room_kind text not null,
  flags jsonb not null default '[]',
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint article_catalogue_code unique (company_id, code)
);
select tenant_table('article_catalogue');

create table move_size (
  company_id uuid not null references company (id),
  id uuid not null,
  code text not null,
  name_en text not null,
  name_fr text not null,
  volume_cuft integer not null check (volume_cuft between 0 and 50000),
  floor_area_sqft integer check (floor_area_sqft between 1 and 1000000),
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint move_size_code unique (company_id, code)
);
select tenant_table('move_size');

create table service_type (
  company_id uuid not null references company (id),
  id uuid not null,
  code text not null,
  name_en text not null,
  name_fr text not null,
  load_percent integer not null check (load_percent between 0 and 100),
  unload_percent integer not null check (unload_percent between 0 and 100),
  needs_truck boolean not null default true,
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint service_type_code unique (company_id, code)
);
select tenant_table('service_type');

-- The figures of the formula; the newest of a location holds there, else the company's newest, else the shipped ones.
create table formula (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid,
  formula_version integer not null check (formula_version > 0),
  figures jsonb not null,
  note text,
  made_at timestamptz not null,
  made_by uuid,
  primary key (company_id, id),
  constraint formula_once unique nulls not distinct (company_id, location_id, formula_version),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index formula_location on formula (company_id, location_id, formula_version desc, id);
select append_table('formula');

create table estimate (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  estimate_version integer not null default 1 check (estimate_version > 0),
  parent_id uuid,
  is_newest boolean not null default true,
  lead_id uuid,
  customer_id uuid,
  location_id uuid,
  assigned_to uuid,
  language text not null default 'en' check (language in ('en', 'fr')),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED', 'REVIEWED', 'LOCKED')),
  locked_at timestamptz,
  method text not null default 'PHONE' check (method in ('ONSITE', 'VIDEO', 'PHONE', 'SELF_SURVEY')),
  counts_as_survey boolean not null default false,
  surveyed_at timestamptz,
  service_type text not null,
  load_percent integer not null check (load_percent between 0 and 100),
  unload_percent integer not null check (unload_percent between 0 and 100),
  needs_truck boolean not null,
  density_centi_lb integer check (density_centi_lb between 300 and 1500),
  move_size text,
  preset_cuft integer check (preset_cuft between 0 and 50000),
  driving_minutes integer not null default 0 check (driving_minutes between 0 and 6000),
  distance_km integer check (distance_km between 0 and 20000),
  typed jsonb,
  typed_reason text,
  notes text,
  -- What the formula said last, and with which figures.
  formula_id uuid,
  history jsonb,
  mode text not null default 'INVENTORY' check (mode in ('PRESET', 'INVENTORY', 'MANUAL')),
  volume_cuft integer not null default 0,
  weight_lb integer not null default 0,
  movers integer not null default 0,
  trucks integer not null default 0,
  minutes integer not null default 0,
  outputs jsonb not null default '{}',
  hand_over jsonb not null default '{}',
  unsettled_prohibited integer not null default 0,
  unvalued integer not null default 0,
  quote_id uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint estimate_number unique (company_id, number, estimate_version),
  check (lead_id is not null or customer_id is not null),
  check ((typed is null) = (typed_reason is null)),
  foreign key (company_id, parent_id) references estimate (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id),
  foreign key (company_id, formula_id) references formula (company_id, id)
);
comment on column estimate.quote_id is 'no key: the quote gets its id at once and is made by its module on the event';
create index estimate_created on estimate (company_id, created_at desc, id);
create index estimate_parent on estimate (company_id, parent_id);
create index estimate_lead on estimate (company_id, lead_id, created_at desc, id);
create index estimate_customer on estimate (company_id, customer_id, created_at desc, id);
create index estimate_location on estimate (company_id, location_id, created_at desc, id);
create index estimate_assigned on estimate (company_id, assigned_to, created_at desc, id);
create index estimate_state on estimate (company_id, state, created_at desc, id);
create index estimate_formula on estimate (company_id, formula_id);
create index estimate_quote on estimate (company_id, quote_id) where quote_id is not null;
select tenant_table('estimate');

create table estimate_stop (
  company_id uuid not null references company (id),
  id uuid not null,
  estimate_id uuid not null,
  stop_number integer not null check (stop_number between 1 and 50),
  role text not null check (role in ('PICKUP', 'DROPOFF', 'STORAGE')),
  address jsonb not null default '{}',
  floor integer not null default 1 check (floor between -10 and 200),
  elevator boolean not null default false,
  carry_ft integer not null default 0 check (carry_ft between 0 and 5000),
  parking text not null default 'UNKNOWN',
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint estimate_stop_number unique (company_id, estimate_id, stop_number),
  foreign key (company_id, estimate_id) references estimate (company_id, id)
);
create index estimate_stop_estimate on estimate_stop (company_id, estimate_id);
select tenant_table('estimate_stop');

create table estimate_room (
  company_id uuid not null references company (id),
  id uuid not null,
  estimate_id uuid not null,
  room_number integer not null check (room_number between 1 and 100),
  kind text not null,
  name text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint estimate_room_number unique (company_id, estimate_id, room_number),
  foreign key (company_id, estimate_id) references estimate (company_id, id)
);
create index estimate_room_estimate on estimate_room (company_id, estimate_id);
select tenant_table('estimate_room');

create table estimate_item (
  company_id uuid not null references company (id),
  id uuid not null,
  estimate_id uuid not null,
  room_number integer not null check (room_number between 1 and 100),
  line_number integer not null check (line_number between 1 and 1000),
  article_code integer,
  name text not null,
  volume_centi_cuft integer not null check (volume_centi_cuft between 0 and 50000),
  weight_lb integer check (weight_lb between 0 and 20000),
  going integer not null check (going between 0 and 1000),
  staying integer not null check (staying between 0 and 1000),
  flags jsonb not null default '[]',
  from_stop integer,
  to_stop integer,
  acknowledged boolean not null default false,
  declared_value jsonb,
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint estimate_item_line unique (company_id, estimate_id, room_number, line_number),
  foreign key (company_id, estimate_id) references estimate (company_id, id)
);
create index estimate_item_estimate on estimate_item (company_id, estimate_id);
select tenant_table('estimate_item');

create table estimate_carton (
  company_id uuid not null references company (id),
  id uuid not null,
  estimate_id uuid not null,
  material text not null,
  quantity integer not null check (quantity between 1 and 10000),
  packed_by text not null check (packed_by in ('OWNER', 'CARRIER', 'NONE')),
  unpacked boolean not null default false,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint estimate_carton_material unique (company_id, estimate_id, material, packed_by),
  foreign key (company_id, estimate_id) references estimate (company_id, id)
);
create index estimate_carton_estimate on estimate_carton (company_id, estimate_id);
select tenant_table('estimate_carton');

-- What a locked estimate was reckoned from and how; append-only.
create table formula_run (
  company_id uuid not null references company (id),
  id uuid not null,
  estimate_id uuid not null,
  formula_id uuid,
  figures jsonb not null,
  inputs jsonb not null,
  steps jsonb not null,
  outputs jsonb not null,
  made_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, estimate_id) references estimate (company_id, id),
  foreign key (company_id, formula_id) references formula (company_id, id)
);
create index formula_run_estimate on formula_run (company_id, estimate_id, made_at desc, id);
create index formula_run_formula on formula_run (company_id, formula_id);
select append_table('formula_run');

-- What others may know of an estimate: quotes take over what it hands over and ask whether it may be quoted.
create view sales_v_estimate with (security_invoker = true) as
select e.company_id, e.id, e.number, e.estimate_version, e.is_newest, e.lead_id, e.customer_id, e.location_id, e.state,
       e.mode, e.volume_cuft, e.weight_lb, e.movers, e.trucks, e.minutes, e.hand_over, e.unsettled_prohibited,
       e.unvalued, e.counts_as_survey, e.quote_id, e.created_at
from estimate e;
grant select on sales_v_estimate to cnc_app;
