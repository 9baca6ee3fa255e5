-- name: insert_stop :exec
insert into journey_stop (company_id, id, journey_id, job_stop_id, position)
values (:company_id, :id, :journey_id, :job_stop_id, :position);

-- name: stops_of :many
select s.id, s.journey_id, s.position, b.role, b.address, b.latitude_micro, b.longitude_micro, b.window_start,
       b.window_end, s.planned_arrival, s.actual_arrival, s.actual_departure, s.state, s.skip_reason
from journey_stop s
join job_stop b on b.company_id = s.company_id and b.id = s.job_stop_id
where s.company_id = :company_id
  and s.journey_id = any(:journeys)
order by s.journey_id, s.position
limit 10000;

-- name: arrive_stop :exec
update journey_stop s
set state = 'ARRIVED',
    actual_arrival = coalesce(s.actual_arrival, :at),
    source = :source
where s.company_id = :company_id
  and s.id = :id;

-- name: leave_stop :exec
update journey_stop s
set state = 'DONE',
    actual_departure = coalesce(s.actual_departure, :at),
    source = coalesce(s.source, :source)
where s.company_id = :company_id
  and s.id = :id;

-- name: skip_stops :exec
update journey_stop s
set state = 'SKIPPED',
    skip_reason = :reason!
where s.company_id = :company_id
  and s.journey_id = :journey_id
  and s.state = 'PENDING';
