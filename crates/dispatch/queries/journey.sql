-- name: journey_list :list
-- row: CardRow
-- resource: journey j
-- sort: planned_start desc = j.planned_start, number = j.number
-- filter: status = j.status text, date = j.day date, job_id = j.job_id id:job, truck_id = j.truck_id id:equipment, location_id = j.location_id id:location, planned_start = j.planned_start timestamptz
select j.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from journey j
join dispatch_v_card v on v.company_id = j.company_id and v.id = j.id
where j.company_id = :company_id;

-- name: journey_by_id :opt
-- row: CardRow
select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
where v.company_id = :company_id
  and v.id = :id;

-- name: journeys_of_job :many
-- row: CardRow
select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
where v.company_id = :company_id
  and v.job_id = :job_id
order by v.planned_start, v.id
limit 200;

-- name: journeys_of_day :many
-- row: CardRow
-- A day's journeys and those of earlier days that are still out, within the caller's reach.
select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
where v.company_id = :company_id
  and (v.day = :day or v.day < :day and v.status in ('EN_ROUTE', 'ONSITE'))
  and v.status <> 'CANCELLED'
  and (:location_id::uuid is null or v.location_id = :location_id?)
  and (:everywhere::boolean or v.location_id = any(:locations) or :own::boolean and exists (
    select 1
    from dispatch_v_journey_member m
    where m.company_id = v.company_id
      and m.journey_id = v.id
      and m.user_id = :me))
order by v.planned_start, v.id
limit 500;

-- name: journeys_in_hand :many
-- row: CardRow
-- What the caller is on: not over and of today or tomorrow at the latest, or over since a given day.
select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
join dispatch_v_journey_member m on m.company_id = v.company_id and m.journey_id = v.id
where v.company_id = :company_id
  and m.user_id = :me
  and v.day <= :until
  and (v.status in ('MORNING_PREP', 'EN_ROUTE', 'ONSITE') or v.status = 'COMPLETED' and v.day >= :since)
order by v.planned_start, v.id
limit 50;

-- name: insert_journey :exec
insert into journey (company_id, id, number, job_id, location_id, kind, title, day, priority, truck_id, template_id,
  planned_start, planned_end, crew_wanted, crew_minimum, notes)
values (:company_id, :id, :number, :job_id, :location_id, :kind, :title, :day, :priority, :truck_id, :template_id,
  :planned_start, :planned_end, :crew_wanted, :crew_minimum, :notes);

-- name: plan_journey :exec
update journey j
set planned_start = :planned_start,
    planned_end = :planned_end,
    day = :day,
    truck_id = :truck_id,
    notes = :notes
where j.company_id = :company_id
  and j.id = :id;

-- name: journey_state :opt
-- What decides about the next stage of a journey.
select j.id, j.number, j.title, j.job_id, j.location_id, j.status, j.truck_id, j.planned_start, j.planned_end,
       j.actual_start, j.crew_wanted, j.crew_minimum, j.notes, l.timezone,
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'CONFIRMED') as "confirmed!",
       exists (
         select 1
           from journey o
          where o.company_id = j.company_id and o.truck_id = j.truck_id and o.id <> j.id
            and o.status in ('EN_ROUTE', 'ONSITE')) as "truck_out!"
from journey j
join access_v_location l on l.company_id = j.company_id and l.id = j.location_id
where j.company_id = :company_id
  and j.id = :id;

-- name: insert_transition :exec
insert into journey_transition (company_id, id, journey_id, from_status, to_status, occurred_at, received_at, source,
  by_user, latitude_micro, longitude_micro, accuracy_m, reason)
values (:company_id, :id, :journey_id, :from_status, :to_status, :occurred_at, :now, :source,
  :by_user, :latitude_micro, :longitude_micro, :accuracy_m, :reason);

-- name: location_timezone :opt
select l.timezone
from access_v_location l
where l.company_id = :company_id
  and l.id = :location_id;

-- name: company_timezone :one
select c.timezone
from company c
where c.id = :company_id;
