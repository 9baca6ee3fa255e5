-- name: insert_step :exec
insert into journey_step (company_id, id, journey_id, number, code, names, planned_minutes, approval, skippable, items)
values (:company_id, :id, :journey_id, :number, :code, :names, :planned_minutes, :approval, :skippable, :items);

-- name: steps_of :many
select s.id, s.journey_id, s.number, s.code, s.names, s.planned_minutes, s.approval, s.skippable, s.items, s.checklist,
       s.status, s.started_at, s.completed_at, s.completed_by, s.left_open, s.approved_at, s.approved_by,
       s.own_approval, s.reason
from journey_step s
where s.company_id = :company_id
  and s.journey_id = any(:journeys)
order by s.journey_id, s.number
limit 1000;

-- name: start_step :exec
update journey_step s
set status = 'IN_PROGRESS',
    started_at = coalesce(s.started_at, :at)
where s.company_id = :company_id
  and s.id = :id;

-- name: tick_item :exec
update journey_step s
set checklist = s.checklist || :tick
where s.company_id = :company_id
  and s.id = :id;

-- name: complete_step :exec
update journey_step s
set status = 'COMPLETED',
    started_at = coalesce(s.started_at, :at),
    completed_at = :at,
    completed_by = :completed_by,
    left_open = :left_open,
    reason = null
where s.company_id = :company_id
  and s.id = :id;

-- name: approve_step :exec
update journey_step s
set status = 'APPROVED',
    approved_at = :now,
    approved_by = :approved_by,
    own_approval = :own_approval
where s.company_id = :company_id
  and s.id = :id;

-- name: reject_step :exec
update journey_step s
set status = 'REJECTED',
    completed_at = null,
    completed_by = null,
    reason = :reason!
where s.company_id = :company_id
  and s.id = :id;

-- name: skip_step :exec
update journey_step s
set status = 'SKIPPED',
    completed_at = :now,
    completed_by = :completed_by,
    reason = :reason!
where s.company_id = :company_id
  and s.id = :id;

-- name: others_who_approve :one
-- Whether anybody else active at the location may approve this step (ACC-14).
select exists (
  select 1
  from access_v_step_permission p
  join access_v_user u on u.company_id = p.company_id and u.role_id = p.role_id
  where p.company_id = :company_id
    and p.step_number = :number
    and p.can_approve
    and u.status = 'ACTIVE'
    and u.kind = 'PERSON'
    and u.id <> :me
    and (u.location_id is null or u.location_id = :location_id or exists (
      select 1
      from access_v_user_location l
      where l.company_id = u.company_id
        and l.user_id = u.id
        and l.location_id = :location_id))
) as "found!";

-- name: media_of :many
select m.id, m.journey_id as "journey_id!", m.owner_id, m.kind, m.purpose, m.content_type, m.state, m.taken_at
from capture_v_media m
where m.company_id = :company_id
  and m.journey_id = any(:journeys)
order by m.taken_at, m.id
limit 2000;
