-- name: unassigned_jobs :many
-- Jobs of a day, or still without one, that no live journey carries out.
select b.id, b.number, b.title, c.display_name as customer_name, b.customer_id, b.status, b.kind, b.service_date,
       b.scheduled_start, b.scheduled_end, b.window_start, b.window_end, b.planned_minutes, b.crew_wanted,
       b.trucks_wanted, b.location_id, b.quote_id, b.version
from job b
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
where b.company_id = :company_id
  and b.status in ('PENDING', 'SCHEDULED')
  and (b.service_date = :day or b.service_date is null)
  and (:location_id::uuid is null or b.location_id = :location_id?)
  and (:everywhere::boolean or b.location_id = any(:locations))
  and not exists (
    select 1
    from journey j
    where j.company_id = b.company_id
      and j.job_id = b.id
      and j.status <> 'CANCELLED')
order by b.window_start nulls last, b.number
limit 200;

-- name: lanes :many
select e.id, e.number, e.name, e.type, e.status, e.capacity_cuft, e.location_id, e.blocked_after
from fleet_v_equipment e
where e.company_id = :company_id
  and e.type in ('TRUCK', 'TRAILER', 'CRANE')
  and e.status not in ('RETIRED', 'SOLD')
  and (:location_id::uuid is null or e.location_id = :location_id? or e.location_id is null)
  and (:everywhere::boolean or e.location_id = any(:locations) or e.location_id is null)
order by e.number, e.id
limit 200;

-- name: people :many
-- Nobody is in two places at once: the first work that ends after the beginning tells.
select m.id, m.name, m.position, m.status, m.user_id, coalesce((
  select b.starts_at < :until
  from calendar_v_busy b
  where b.company_id = m.company_id
    and b.crew_member_id = m.id
    and b.free_at > :from
  order by b.free_at
  limit 1
), false) as "busy!"
from crew_v_member m
where m.company_id = :company_id
  and m.status <> 'INACTIVE'
  and (:location_id::uuid is null or m.location_id = :location_id? or m.location_id is null)
  and (:everywhere::boolean or m.location_id = any(:locations) or m.location_id is null)
order by m.name, m.id
limit 500;

-- name: busy_machines :many
-- What stands in the way of a machine's work in a stretch of time.
select b.equipment_id as "equipment_id!", b.title, b.starts_at, b.ends_at
from calendar_v_busy b
where b.company_id = :company_id
  and b.equipment_id is not null
  and b.starts_at < :until
  and b.free_at > :from
  and (:journey_id::uuid is null or b.journey_id is distinct from :journey_id?)
order by b.equipment_id, b.starts_at
limit 2000;

-- name: open_leads :one
-- row: CountRow
select count(*) as "count!"
from sales_v_open_leads l
where l.company_id = :company_id
  and (:everywhere::boolean or l.location_id = any(:locations) or :own::boolean and l.assigned_to = :me);

-- name: waiting_leads :many
-- Leads nobody has answered yet, longest waiting first.
select l.id, l.number, l.full_name, l.status, l.priority, l.score, l.location_id, l.assigned_to, l.received_at
from sales_v_open_leads l
where l.company_id = :company_id
  and l.first_touch_at is null
  and (:everywhere::boolean or l.location_id = any(:locations) or :own::boolean and l.assigned_to = :me)
order by l.received_at, l.id
limit 20;
