-- What is watched on the way, and what other modules, lists and phones may know of it (module dispatch).

create table journey_flag (
  company_id uuid not null references company (id),
  id uuid not null,
  journey_id uuid not null,
  flag text not null check (flag in ('UNDERSTAFFED', 'LATE', 'OFF_ROUTE', 'MISSING_CONFIRMATION', 'OVERRUN')),
  cause text not null,
  red boolean not null default false,
  owner text not null check (owner in ('DISPATCHER', 'MANAGER')),
  answer_by timestamptz not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, journey_id) references journey (company_id, id)
);
create unique index journey_flag_open on journey_flag (company_id, journey_id, flag) where closed_at is null;
create index journey_flag_journey on journey_flag (company_id, journey_id, opened_at);
select tenant_table('journey_flag');

create view dispatch_v_job with (security_invoker = true) as
select j.company_id, j.id, j.number, j.customer_id, j.quote_id, j.lead_id, j.location_id, j.kind, j.title, j.status,
       j.service_date, j.actual_start, j.actual_end, j.total_minor, j.currency, j.created_by
from job j;
grant select on dispatch_v_job to cnc_app;

create view dispatch_v_journey with (security_invoker = true) as
select j.company_id, j.id, j.number, j.job_id, b.customer_id, j.location_id, j.kind, j.title, j.day, j.status,
       j.truck_id, j.planned_start, j.planned_end, j.actual_start, j.actual_end
from journey j
join job b on b.company_id = j.company_id and b.id = j.job_id;
grant select on dispatch_v_journey to cnc_app;

-- Who is on a journey: those who may see it as their own.
create view dispatch_v_journey_member with (security_invoker = true) as
select a.company_id, a.journey_id, a.crew_member_id, m.user_id, a.role, a.is_lead, a.state
from assigned_crew a
join crew_v_member m on m.company_id = a.company_id and m.id = a.crew_member_id
where a.state in ('INVITED', 'CONFIRMED');
grant select on dispatch_v_journey_member to cnc_app;

create view dispatch_v_step with (security_invoker = true) as
select s.company_id, s.id, s.journey_id, s.number, s.code, s.status
from journey_step s;
grant select on dispatch_v_step to cnc_app;

-- A journey as the board, lists and phones show it.
create view dispatch_v_card with (security_invoker = true) as
select j.company_id, j.id, j.number, j.job_id, b.number as job_number, b.customer_id, c.display_name as customer_name,
       c.phone as customer_phone, j.kind, j.title, j.day, j.status, j.priority, b.window_start, b.window_end,
       j.planned_start, j.planned_end, j.actual_start, j.actual_end, j.truck_id, e.name as truck_name,
       j.crew_wanted, j.crew_minimum, j.location_id, j.notes, b.instructions, j.version,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', a.id, 'crew_member_id', a.crew_member_id, 'user_id', m.user_id, 'name', m.name,
                 'phone', m.phone, 'role', a.role, 'lead', a.is_lead, 'state', a.state)
               order by a.is_lead desc, m.name, a.id), '[]')
          from assigned_crew a
          join crew_v_member m on m.company_id = a.company_id and m.id = a.crew_member_id
         where a.company_id = j.company_id and a.journey_id = j.id
           and a.state in ('INVITED', 'CONFIRMED', 'DECLINED')) as crew,
       (select count(*) from journey_step s
         where s.company_id = j.company_id and s.journey_id = j.id) as steps,
       (select count(*) from journey_step s
         where s.company_id = j.company_id and s.journey_id = j.id
           and s.status in ('COMPLETED', 'APPROVED', 'SKIPPED')) as closed_steps,
       (select coalesce(jsonb_agg(jsonb_build_object('flag', f.flag, 'cause', f.cause, 'red', f.red)
               order by f.flag), '[]')
          from journey_flag f
         where f.company_id = j.company_id and f.journey_id = j.id and f.closed_at is null) as flags
from journey j
join job b on b.company_id = j.company_id and b.id = j.job_id
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
left join fleet_v_equipment e on e.company_id = j.company_id and e.id = j.truck_id;
grant select on dispatch_v_card to cnc_app;
