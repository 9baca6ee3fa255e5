-- The work of a day, put on trucks and crews and run step by step (module dispatch).

create table job (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  quote_id uuid,
  lead_id uuid,
  location_id uuid not null,
  kind text not null check (kind in ('MOVING', 'STORAGE', 'CRANE', 'SERVICE')),
  title text not null,
  status text not null default 'PENDING' check (status in
    ('PENDING', 'SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
  service_date date,
  scheduled_start timestamptz,
  scheduled_end timestamptz,
  window_start timestamptz,
  window_end timestamptz,
  actual_start timestamptz,
  actual_end timestamptz,
  planned_minutes integer not null default 240 check (planned_minutes between 15 and 100000),
  crew_wanted integer not null default 2 check (crew_wanted between 1 and 50),
  crew_minimum integer not null default 1 check (crew_minimum between 1 and 50),
  trucks_wanted integer not null default 1 check (trucks_wanted between 0 and 50),
  instructions text,
  notes text,
  total_minor bigint,
  currency char(3),
  cancel_reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, number),
  constraint job_quote unique (company_id, quote_id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check (crew_minimum <= crew_wanted),
  check (window_start <= window_end),
  check (scheduled_start < scheduled_end)
);
create index job_created on job (company_id, created_at desc, id);
create index job_customer on job (company_id, customer_id);
create index job_day on job (company_id, service_date, id);
create index job_location on job (company_id, location_id);
select tenant_table('job');

create table job_stop (
  company_id uuid not null references company (id),
  id uuid not null,
  job_id uuid not null,
  position integer not null check (position between 1 and 200),
  role text not null check (role in ('YARD', 'PICKUP', 'DROPOFF', 'STORAGE', 'SITE')),
  -- {street, unit, city, province, postal_code, country, floor, elevator, stairs, note}
  address jsonb not null,
  latitude_micro integer check (latitude_micro between -90000000 and 90000000),
  longitude_micro integer check (longitude_micro between -180000000 and 180000000),
  radius_m integer not null default 200 check (radius_m between 50 and 2000),
  window_start timestamptz,
  window_end timestamptz,
  planned_minutes integer not null default 0 check (planned_minutes between 0 and 100000),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, job_id, position),
  foreign key (company_id, job_id) references job (company_id, id)
);
select tenant_table('job_stop');

-- What the job needs: trucks, people, machines, permits.
create table job_item (
  company_id uuid not null references company (id),
  id uuid not null,
  job_id uuid not null,
  parent_id uuid,
  kind text not null check (kind in
    ('CRANE', 'OPERATOR', 'RIGGER', 'BALLAST', 'TRANSPORT', 'ESCORT', 'PERMIT', 'SUB_HIRE', 'TRUCK', 'MOVER')),
  description text,
  quantity integer not null check (quantity between 1 and 1000),
  state text not null default 'OPEN' check (state in ('OPEN', 'COVERED', 'DONE', 'CANCELLED')),
  waived boolean not null default false,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, job_id) references job (company_id, id),
  foreign key (company_id, parent_id) references job_item (company_id, id)
);
create index job_item_job on job_item (company_id, job_id, kind);
create index job_item_parent on job_item (company_id, parent_id);
select tenant_table('job_item');

-- How a journey is run. A running journey keeps the version it started with.
create table workflow_template (
  company_id uuid not null references company (id),
  id uuid not null,
  code text not null,
  name text not null,
  job_kind text not null check (job_kind in ('MOVING', 'STORAGE', 'CRANE', 'SERVICE')),
  location_id uuid,
  number integer not null check (number >= 1),
  state text not null check (state in ('DRAFT', 'ACTIVE', 'RETIRED')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint workflow_template_version unique (company_id, code, number),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index workflow_template_choice on workflow_template (company_id, job_kind, state, location_id);
create index workflow_template_location on workflow_template (company_id, location_id);
select tenant_table('workflow_template');

create table workflow_step (
  company_id uuid not null references company (id),
  id uuid not null,
  template_id uuid not null,
  number integer not null check (number between 1 and 20),
  code text not null,
  names jsonb not null,
  planned_minutes integer not null default 0 check (planned_minutes between 0 and 10000),
  approval text not null check (approval in ('NONE', 'BEFORE_NEXT', 'AFTERWARDS')),
  skippable boolean not null default false,
  -- [{code, labels, part, kind, choices, required, media_required}] in order.
  items jsonb not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, template_id, number),
  foreign key (company_id, template_id) references workflow_template (company_id, id)
);
select tenant_table('workflow_step');

create table journey (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  job_id uuid not null,
  location_id uuid not null,
  kind text not null default 'WORK' check (kind in ('WORK', 'POSITIONING')),
  title text not null,
  day date not null,
  -- Follows journey_transition; nothing else may move it.
  status text not null default 'MORNING_PREP' check (status in
    ('MORNING_PREP', 'EN_ROUTE', 'ONSITE', 'COMPLETED', 'AUDITED', 'CANCELLED')),
  audit text check (audit in ('PASSED', 'NOT_SAMPLED')),
  priority text not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  truck_id uuid,
  template_id uuid not null,
  planned_start timestamptz not null,
  planned_end timestamptz not null,
  actual_start timestamptz,
  actual_end timestamptz,
  crew_wanted integer not null check (crew_wanted between 1 and 50),
  crew_minimum integer not null check (crew_minimum between 1 and 50),
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, number),
  foreign key (company_id, job_id) references job (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, truck_id) references equipment (company_id, id),
  foreign key (company_id, template_id) references workflow_template (company_id, id),
  constraint journey_order check (planned_start < planned_end),
  check (crew_minimum <= crew_wanted)
);
create index journey_day on journey (company_id, day, id);
create index journey_open on journey (company_id, status, planned_start);
create index journey_job on journey (company_id, job_id);
create index journey_truck on journey (company_id, truck_id, planned_start);
create index journey_location on journey (company_id, location_id);
create index journey_template on journey (company_id, template_id);
select tenant_table('journey');

create function refuse_status() returns trigger language plpgsql as $$
begin
  raise exception 'the status of a journey follows its transitions'
    using errcode = 'restrict_violation', constraint = 'journey_status_follows';
end $$;
-- pg_trigger_depth() is 0 for a statement of the application, more when a transition moves the journey.
create trigger status_follows before update on journey for each row
  when (old.status is distinct from new.status and pg_trigger_depth() = 0)
  execute function refuse_status();

create table journey_stop (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  job_stop_id uuid not null,
  position integer not null check (position between 1 and 200),
  state text not null default 'PENDING' check (state in ('PENDING', 'ARRIVED', 'DONE', 'SKIPPED')),
  planned_arrival timestamptz,
  actual_arrival timestamptz,
  actual_departure timestamptz,
  source text check (source in ('CREW', 'GPS', 'DISPATCHER')),
  skip_reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, journey_id, position),
  foreign key (company_id, journey_id) references journey (company_id, id),
  foreign key (company_id, job_stop_id) references job_stop (company_id, id),
  check ((state = 'SKIPPED') = (skip_reason is not null))
);
create index journey_stop_stop on journey_stop (company_id, job_stop_id);
select tenant_table('journey_stop');

-- Every change of stage; the journey's status, start and end are derived from it.
create table journey_transition (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  from_status text not null,
  to_status text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source text not null check (source in ('CREW', 'GPS', 'DISPATCHER', 'SYSTEM')),
  by_user uuid,
  latitude_micro integer check (latitude_micro between -90000000 and 90000000),
  longitude_micro integer check (longitude_micro between -180000000 and 180000000),
  accuracy_m integer check (accuracy_m >= 0),
  reason text,
  primary key (company_id, id),
  foreign key (company_id, journey_id) references journey (company_id, id)
);
create index journey_transition_journey on journey_transition (company_id, journey_id, received_at);
select append_table('journey_transition');

create function move_journey() returns trigger language plpgsql as $$
declare
  present text;
begin
  select j.status into present
    from journey j
   where j.company_id = new.company_id and j.id = new.journey_id
     for update;
  if present is distinct from new.from_status
     or not (
       (new.from_status, new.to_status) in (
         ('MORNING_PREP', 'EN_ROUTE'), ('EN_ROUTE', 'ONSITE'), ('ONSITE', 'EN_ROUTE'),
         ('EN_ROUTE', 'COMPLETED'), ('ONSITE', 'COMPLETED'),
         ('MORNING_PREP', 'CANCELLED'), ('COMPLETED', 'AUDITED'))
       or new.reason is not null and (new.from_status, new.to_status) in (
         ('EN_ROUTE', 'CANCELLED'), ('ONSITE', 'CANCELLED'),
         ('EN_ROUTE', 'MORNING_PREP'), ('COMPLETED', 'ONSITE'))
     )
  then
    raise exception 'a journey does not go from % to %', coalesce(present, 'nowhere'), new.to_status
      using errcode = 'restrict_violation', constraint = 'journey_transition_allowed';
  end if;
  update journey j
     set status = new.to_status,
         actual_start = case new.to_status
           when 'MORNING_PREP' then null
           when 'EN_ROUTE' then coalesce(j.actual_start, new.occurred_at)
           else j.actual_start
         end,
         actual_end = case when new.to_status in ('COMPLETED', 'AUDITED') then coalesce(j.actual_end, new.occurred_at) end
   where j.company_id = new.company_id and j.id = new.journey_id;
  return new;
end $$;
create trigger move before insert on journey_transition for each row execute function move_journey();

create table journey_step (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  number integer not null check (number between 1 and 20),
  code text not null,
  names jsonb not null,
  planned_minutes integer not null,
  approval text not null check (approval in ('NONE', 'BEFORE_NEXT', 'AFTERWARDS')),
  skippable boolean not null,
  items jsonb not null,
  -- {code: {done, value, at, by}}
  checklist jsonb not null default '{}',
  status text not null default 'PENDING' check (status in
    ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'APPROVED', 'REJECTED', 'SKIPPED')),
  started_at timestamptz,
  completed_at timestamptz,
  completed_by uuid,
  -- Items the office left open when it closed the step.
  left_open text[] not null default '{}',
  approved_at timestamptz,
  approved_by uuid,
  own_approval boolean not null default false,
  reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, journey_id, number),
  foreign key (company_id, journey_id) references journey (company_id, id)
);
select tenant_table('journey_step');

create table assigned_crew (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  crew_member_id uuid not null,
  role text not null check (role in ('DRIVER', 'MOVER', 'OPERATOR', 'RIGGER', 'SIGNALLER')),
  is_lead boolean not null default false,
  state text not null check (state in ('INVITED', 'CONFIRMED', 'DECLINED', 'EXPIRED', 'REMOVED')),
  mode text not null check (mode in ('OFFER', 'ASSIGN', 'FIXED')),
  answer_by timestamptz,
  answered_at timestamptz,
  decline_reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, journey_id) references journey (company_id, id),
  foreign key (company_id, crew_member_id) references crew_member (company_id, id)
);
create unique index assigned_crew_once on assigned_crew (company_id, journey_id, crew_member_id)
  where state in ('INVITED', 'CONFIRMED');
create unique index assigned_crew_lead on assigned_crew (company_id, journey_id)
  where is_lead and state in ('INVITED', 'CONFIRMED');
create index assigned_crew_member on assigned_crew (company_id, crew_member_id);
create index assigned_crew_journey on assigned_crew (company_id, journey_id);
select tenant_table('assigned_crew');

create table journey_entry (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  type text not null check (type in ('NOTE', 'GPS', 'PHOTO', 'SIGNATURE', 'STATUS_UPDATE', 'CONFIRMATION')),
  text text,
  tag text check (tag in ('DAMAGE', 'COMPLETED', 'FEEDBACK', 'ERROR', 'ISSUE')),
  data jsonb not null default '{}',
  by_user uuid,
  by_name text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, journey_id) references journey (company_id, id)
);
create index journey_entry_journey on journey_entry (company_id, journey_id, occurred_at);
select append_table('journey_entry');

create table gps_point (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  user_id uuid,
  at timestamptz not null,
  received_at timestamptz not null,
  latitude_micro integer not null check (latitude_micro between -90000000 and 90000000),
  longitude_micro integer not null check (longitude_micro between -180000000 and 180000000),
  accuracy_m integer not null check (accuracy_m >= 0),
  speed_kmh integer check (speed_kmh >= 0),
  -- Why it proves nothing: too coarse, outside the journey's time, faster than 200 km/h.
  doubt text check (doubt in ('COARSE', 'FUTURE', 'TOO_FAST')),
  primary key (company_id, id),
  foreign key (company_id, journey_id) references journey (company_id, id)
);
create index gps_point_journey on gps_point (company_id, journey_id, at desc);
select measure_table('gps_point');
