-- name: formula_in_force :opt
-- A location's own newest figures before the company's.
select f.id, f.location_id, f.formula_version, f.figures, f.note, f.made_at, u.name as "made_by_name?"
from formula f
left join access_v_user u on u.company_id = f.company_id and u.id = f.made_by
where f.company_id = :company_id
  and (f.location_id is null or f.location_id = :location_id?)
order by f.location_id nulls last, f.formula_version desc, f.id
limit 1;

-- name: formula_by_id :opt
select f.id, f.location_id, f.formula_version, f.figures, f.note, f.made_at, u.name as "made_by_name?"
from formula f
left join access_v_user u on u.company_id = f.company_id and u.id = f.made_by
where f.company_id = :company_id
  and f.id = :id;

-- name: last_formula :opt
select f.formula_version
from formula f
where f.company_id = :company_id
  and f.location_id is not distinct from :location_id?
order by f.formula_version desc, f.id
limit 1;

-- name: insert_formula :exec
insert into formula (company_id, id, location_id, formula_version, figures, note, made_at, made_by)
values (:company_id, :id, :location_id, :formula_version, :figures, :note, :now, :made_by);

-- name: location_known :opt
select l.name
from access_v_location l
where l.company_id = :company_id
  and l.id = :location_id;

-- name: insert_run :exec
insert into formula_run (company_id, id, estimate_id, formula_id, figures, inputs, steps, outputs, made_at)
values (:company_id, :id, :estimate_id, :formula_id, :figures, :inputs, :steps, :outputs, :now);

-- name: last_run :opt
select r.formula_id, r.figures, r.inputs, r.steps, r.outputs, r.made_at
from formula_run r
where r.company_id = :company_id
  and r.estimate_id = :estimate_id
order by r.made_at desc, r.id
limit 1;

-- name: jobs_like :one
-- Finished jobs that were estimated at this location, of this size and method: how long they really took (SAL-26).
select count(*) as "jobs!",
       coalesce(percentile_disc(0.5) within group (order by k.permille), 1000) as "median!",
       coalesce(percentile_disc(0.1) within group (order by k.permille), 1000) as "low!",
       coalesce(percentile_disc(0.9) within group (order by k.permille), 1000) as "high!"
from (
  select (extract(epoch from j.actual_end - j.actual_start) * 1000 / 60 / e.minutes)::bigint as permille
  from estimate e
  join dispatch_v_job j on j.company_id = e.company_id and j.quote_id = e.quote_id
  where e.company_id = :company_id
    and e.location_id = :location_id
    and e.created_at > :since
    and e.state = 'LOCKED'
    and e.mode <> 'MANUAL'
    and e.method = :method
    and e.volume_cuft >= :least_cuft
    and e.volume_cuft < :most_cuft
    and e.minutes > 0
    and j.status = 'COMPLETED'
    and j.actual_start is not null
    and j.actual_end is not null
  order by e.created_at desc, e.id
  limit 500
) k;

-- name: tried_estimates :many
-- The newest estimates of a location that people locked, for trying other figures on.
select e.id, e.number, e.estimate_version, r.inputs, r.outputs,
       (select (extract(epoch from j.actual_end - j.actual_start) / 60)::bigint
          from dispatch_v_job j
         where j.company_id = e.company_id and j.quote_id = e.quote_id and j.status = 'COMPLETED'
         order by j.id limit 1) as "actual_minutes?"
from (
  select n.company_id, n.id, n.number, n.estimate_version, n.quote_id, n.created_at
  from estimate n
  where n.company_id = :company_id
    and (n.location_id = :location_id? or :everywhere!)
    and n.state = 'LOCKED'
  order by n.created_at desc, n.id
  limit 50
) e
join lateral (
  select f.inputs, f.outputs
  from formula_run f
  where f.company_id = :company_id
    and f.estimate_id = e.id
  order by f.made_at desc, f.id
  limit 1
) r on true
order by e.created_at desc, e.id
limit 50;
