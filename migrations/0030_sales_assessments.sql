-- What a crane meets on a site, and what it has to lift (module sales).

create table site_assessment (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'SIGNED', 'EXPIRED')),
  lead_id uuid,
  deal_id uuid,
  customer_id uuid,
  location_id uuid,
  -- Who goes and looks.
  assigned_to uuid,
  title text not null,
  site jsonb not null default '{}',
  ground text,
  access text,
  notes text,
  -- Stoppers that nobody has resolved: until then no crane quote is sent.
  open_stoppers integer not null default 0 check (open_stoppers >= 0),
  signed_at timestamptz,
  signed_by uuid,
  -- Its last day, where the site is, and the moment after it.
  valid_until date,
  valid_before timestamptz,
  -- A newer one of the same lead or deal was signed.
  superseded_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint site_assessment_number unique (company_id, number),
  check (lead_id is not null or deal_id is not null),
  check ((state = 'DRAFT') = (signed_at is null)),
  check ((signed_at is null) = (valid_before is null)),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, deal_id) references deal (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id)
);
create index site_assessment_created on site_assessment (company_id, created_at desc, id);
create index site_assessment_lead on site_assessment (company_id, lead_id, created_at desc, id);
create index site_assessment_deal on site_assessment (company_id, deal_id, created_at desc, id);
create index site_assessment_customer on site_assessment (company_id, customer_id, created_at desc, id);
create index site_assessment_location on site_assessment (company_id, location_id, created_at desc, id);
create index site_assessment_assigned on site_assessment (company_id, assigned_to, created_at desc, id);
create index site_assessment_maker on site_assessment (company_id, created_by, created_at desc, id);
create index site_assessment_state on site_assessment (company_id, state, created_at desc, id);
create index site_assessment_valid on site_assessment (company_id, valid_before, id) where state = 'SIGNED';
select tenant_table('site_assessment');

-- One answer for each kind of thing that may stand in a crane's way.
create table assessment_constraint (
  company_id uuid not null references company (id),
  id uuid not null,
  assessment_id uuid not null,
  kind text not null check (kind in
    ('ROAD_ACCESS', 'HEIGHT_LIMITS', 'CRANE_SETUP', 'POWER_LINES', 'SURFACE_TYPE', 'OTHER')),
  severity text not null check (severity in ('OK', 'CARE', 'STOPPER')),
  note text,
  -- Power lines: none in reach, or their volts and how near the crane comes at its worst.
  no_lines boolean not null default false,
  line_kv integer check (line_kv between 0 and 2000),
  distance_cm integer check (distance_cm between 0 and 100000),
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint assessment_constraint_kind unique (company_id, assessment_id, kind),
  check ((resolved_at is null) = (resolution is null)),
  foreign key (company_id, assessment_id) references site_assessment (company_id, id)
);
select tenant_table('assessment_constraint');

create table lift_requirement (
  company_id uuid not null references company (id),
  id uuid not null,
  assessment_id uuid not null,
  lift_number integer not null check (lift_number between 1 and 100),
  name text not null,
  load_kg integer not null check (load_kg between 1 and 5000000),
  rigging_kg integer not null check (rigging_kg between 0 and 1000000),
  block_kg integer not null check (block_kg between 0 and 1000000),
  radius_cm integer not null check (radius_cm between 1 and 50000),
  height_cm integer not null check (height_cm between 0 and 50000),
  obstacles text,
  picks integer not null default 1 check (picks between 1 and 10000),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, assessment_id) references site_assessment (company_id, id)
);
create index lift_requirement_assessment on lift_requirement (company_id, assessment_id, lift_number, id);
select tenant_table('lift_requirement');

-- A duty that one person read from a machine's own chart for a lift, and another person read again.
create table lift_duty (
  company_id uuid not null references company (id),
  id uuid not null,
  lift_id uuid not null,
  equipment_id uuid not null,
  configuration text not null,
  -- The row of the chart: the next larger radius and the next longer boom it lists.
  chart_radius_cm integer not null check (chart_radius_cm between 1 and 50000),
  chart_boom_cm integer not null check (chart_boom_cm between 1 and 50000),
  duty_kg integer not null check (duty_kg between 1 and 5000000),
  -- Document and page.
  source text not null,
  read_by uuid,
  verified_at timestamptz,
  verified_by uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint lift_duty_machine unique (company_id, lift_id, equipment_id),
  check ((verified_at is null) = (verified_by is null)),
  foreign key (company_id, lift_id) references lift_requirement (company_id, id),
  foreign key (company_id, equipment_id) references equipment (company_id, id)
);
create index lift_duty_equipment on lift_duty (company_id, equipment_id, chart_radius_cm, id);
select tenant_table('lift_duty');

-- What others may know of an assessment: quotes ask for stoppers, files whose it is.
create view sales_v_site_assessment with (security_invoker = true) as
select a.company_id, a.id, a.number, a.state, a.lead_id, a.deal_id, a.customer_id, a.location_id, a.assigned_to,
       a.title, a.site, a.open_stoppers, a.valid_before, a.superseded_at, a.created_by, a.created_at
from site_assessment a;
grant select on sales_v_site_assessment to cnc_app;

-- Which quotes a deal has.
create view sales_v_deal_quote with (security_invoker = true) as
select k.company_id, k.deal_id, k.quote_id
from deal_quote k;
grant select on sales_v_deal_quote to cnc_app;
