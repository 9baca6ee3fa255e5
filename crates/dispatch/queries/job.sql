-- name: job_list :list
-- row: JobRow
-- resource: job b
-- sort: created_at desc = b.created_at, service_date = b.service_date, number = b.number
-- filter: status = b.status text, kind = b.kind text, customer_id = b.customer_id id:customer, location_id = b.location_id id:location, service_date = b.service_date date, quote_id = b.quote_id id:quote
select b.id, b.number, b.customer_id, c.display_name as customer_name, b.quote_id, b.location_id, b.kind, b.title,
       b.status, b.service_date, b.scheduled_start, b.scheduled_end, b.window_start, b.window_end, b.actual_start,
       b.actual_end, b.planned_minutes, b.crew_wanted, b.crew_minimum, b.trucks_wanted, b.instructions, b.notes,
       b.total_minor, b.currency, b.created_at, b.version
from job b
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
where b.company_id = :company_id;

-- name: job_by_id :opt
-- row: JobRow
select b.id, b.number, b.customer_id, c.display_name as customer_name, b.quote_id, b.location_id, b.kind, b.title,
       b.status, b.service_date, b.scheduled_start, b.scheduled_end, b.window_start, b.window_end, b.actual_start,
       b.actual_end, b.planned_minutes, b.crew_wanted, b.crew_minimum, b.trucks_wanted, b.instructions, b.notes,
       b.total_minor, b.currency, b.created_at, b.version
from job b
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
where b.company_id = :company_id
  and b.id = :id;

-- name: job_of_quote :opt
select b.id, b.number
from job b
where b.company_id = :company_id
  and b.quote_id = :quote_id;

-- name: insert_job :exec
insert into job (company_id, id, number, customer_id, quote_id, lead_id, location_id, kind, title, service_date,
  window_start, window_end, planned_minutes, crew_wanted, crew_minimum, trucks_wanted, instructions, notes, total_minor,
  currency)
values (:company_id, :id, :number, :customer_id, :quote_id, :lead_id, :location_id, :kind, :title, :service_date,
  :window_start, :window_end, :planned_minutes, :crew_wanted, :crew_minimum, :trucks_wanted, :instructions, :notes,
  :total_minor, :currency);

-- name: change_job :exec
-- What is absent stays; an empty text clears.
update job b
set title = coalesce(:title?, b.title),
    service_date = coalesce(:service_date?, b.service_date),
    window_start = coalesce(:window_start?, b.window_start),
    window_end = coalesce(:window_end?, b.window_end),
    planned_minutes = coalesce(:planned_minutes?, b.planned_minutes),
    crew_wanted = coalesce(:crew_wanted?, b.crew_wanted),
    crew_minimum = coalesce(:crew_minimum?, b.crew_minimum),
    trucks_wanted = coalesce(:trucks_wanted?, b.trucks_wanted),
    instructions = nullif(coalesce(:instructions?, b.instructions), ''),
    notes = nullif(coalesce(:notes?, b.notes), '')
where b.company_id = :company_id
  and b.id = :id;

-- name: cancel_job :exec
update job b
set status = 'CANCELLED',
    cancel_reason = :reason!
where b.company_id = :company_id
  and b.id = :id;

-- name: insert_job_stop :exec
insert into job_stop (company_id, id, job_id, position, role, address, latitude_micro, longitude_micro, planned_minutes)
values (:company_id, :id, :job_id, :position, :role, :address, :latitude_micro, :longitude_micro, :planned_minutes);

-- name: job_stops :many
select s.id, s.position, s.role, s.address, s.latitude_micro, s.longitude_micro, s.window_start, s.window_end,
       s.planned_minutes
from job_stop s
where s.company_id = :company_id
  and s.job_id = :job_id
order by s.position
limit 200;

-- name: insert_job_item :exec
insert into job_item (company_id, id, job_id, kind, description, quantity)
values (:company_id, :id, :job_id, :kind, :description, :quantity);

-- name: job_items :many
select i.id, i.kind, i.description, i.quantity, i.state, i.waived
from job_item i
where i.company_id = :company_id
  and i.job_id = :job_id
order by i.kind, i.id
limit 200;

-- name: item_state :exec
update job_item i
set state = :state
where i.company_id = :company_id
  and i.id = :id;

-- name: job_progress :one
-- What the state of a job follows from.
select b.status, b.location_id,
       count(j.id) filter (where j.status <> 'CANCELLED') as "live!",
       count(j.id) filter (where j.status in ('EN_ROUTE', 'ONSITE', 'COMPLETED', 'AUDITED')) as "departed!",
       count(j.id) filter (where j.status in ('COMPLETED', 'AUDITED')) as "finished!",
       count(j.truck_id) filter (where j.status <> 'CANCELLED') as "machines!",
       min(j.planned_start) filter (where j.status <> 'CANCELLED') as "planned_start?",
       max(j.planned_end) filter (where j.status <> 'CANCELLED') as "planned_end?",
       min(j.actual_start) filter (where j.status <> 'CANCELLED') as "actual_start?",
       max(j.actual_end) filter (where j.status <> 'CANCELLED') as "actual_end?",
       (select count(*)
          from assigned_crew a
          join journey k on k.company_id = a.company_id and k.id = a.journey_id
         where a.company_id = :company_id and k.job_id = :job_id and k.status <> 'CANCELLED'
           and a.state = 'CONFIRMED') as "people!",
       (select count(*)
          from assigned_crew a
          join journey k on k.company_id = a.company_id and k.id = a.journey_id
         where a.company_id = :company_id and k.job_id = :job_id and k.status <> 'CANCELLED'
           and a.state = 'CONFIRMED' and a.role = 'OPERATOR') as "operators!"
from job b
left join journey j on j.company_id = b.company_id and j.job_id = b.id
where b.company_id = :company_id
  and b.id = :job_id
group by b.company_id, b.id;

-- name: follow_journeys :exec
update job b
set status = :status,
    scheduled_start = :scheduled_start,
    scheduled_end = :scheduled_end,
    actual_start = :actual_start,
    actual_end = :actual_end
where b.company_id = :company_id
  and b.id = :id;

-- name: accepted_quote :opt
select q.quote_id, q.customer_id, q.location_id, q.kind, q.title, q.service_date, q.planned_minutes, q.crew_wanted,
       q.trucks_wanted, q.stops, q.total_minor, q.currency, q.lead_id, q.machines
from quotes_v_accepted q
where q.company_id = :company_id
  and q.quote_id = :quote_id;
