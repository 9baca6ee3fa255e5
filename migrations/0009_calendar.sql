-- Who and what is taken, when (module calendar). Two blocking entries of one resource never overlap: the database
-- refuses it on every path. Touching is allowed.

create table schedule_entry (
  company_id uuid not null references company (id),
  id uuid not null,
  crew_member_id uuid,
  equipment_id uuid,
  location_id uuid,
  type text not null check (type in ('JOURNEY', 'MAINTENANCE', 'TRAINING', 'MEETING', 'OTHER')),
  status text not null default 'SCHEDULED' check (status in ('SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
  priority text not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  turnaround_minutes integer not null default 0 check (turnaround_minutes between 0 and 1440),
  -- The end with the turnaround.
  free_at timestamptz not null,
  journey_id uuid,
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, crew_member_id) references crew_member (company_id, id),
  foreign key (company_id, equipment_id) references equipment (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, journey_id) references journey (company_id, id),
  check (num_nonnulls(crew_member_id, equipment_id) = 1),
  constraint schedule_entry_order check (starts_at < ends_at and ends_at <= free_at),
  check ((type = 'JOURNEY') = (journey_id is not null)),
  constraint schedule_entry_truck_free exclude using gist
    (company_id with =, equipment_id with =, tstzrange(starts_at, free_at) with &&)
    where (equipment_id is not null and status in ('SCHEDULED', 'IN_PROGRESS')),
  constraint schedule_entry_crew_free exclude using gist
    (company_id with =, crew_member_id with =, tstzrange(starts_at, free_at) with &&)
    where (crew_member_id is not null and status in ('SCHEDULED', 'IN_PROGRESS'))
);
create index schedule_entry_starts on schedule_entry (company_id, starts_at, id);
create index schedule_entry_journey on schedule_entry (company_id, journey_id);
create index schedule_entry_crew on schedule_entry (company_id, crew_member_id, starts_at);
create index schedule_entry_equipment on schedule_entry (company_id, equipment_id, starts_at);
create index schedule_entry_location on schedule_entry (company_id, location_id);
select tenant_table('schedule_entry');

create view calendar_v_busy with (security_invoker = true) as
select s.company_id, s.id, s.crew_member_id, s.equipment_id, s.type, s.title, s.starts_at, s.ends_at, s.free_at, s.journey_id
from schedule_entry s
where s.status in ('SCHEDULED', 'IN_PROGRESS');
grant select on calendar_v_busy to cnc_app;
