-- name: seats_of :many
select a.id, a.crew_member_id, m.name, m.user_id, a.role, a.is_lead, a.state
from assigned_crew a
join crew_v_member m on m.company_id = a.company_id and m.id = a.crew_member_id
where a.company_id = :company_id
  and a.journey_id = :journey_id
order by a.is_lead desc, m.name, a.id
limit 200;

-- name: member :opt
select m.id, m.name, m.position, m.location_id
from crew_v_member m
where m.company_id = :company_id
  and m.id = :member_id;

-- name: insert_seat :exec
insert into assigned_crew (company_id, id, journey_id, crew_member_id, role, is_lead, state, mode, answered_at)
values (:company_id, :id, :journey_id, :crew_member_id, :role, :is_lead, 'CONFIRMED', 'ASSIGN', :now);

-- name: no_lead :exec
update assigned_crew a
set is_lead = false
where a.company_id = :company_id
  and a.journey_id = :journey_id
  and a.is_lead;

-- name: end_seat :exec
update assigned_crew a
set state = :state,
    is_lead = false,
    answered_at = :now,
    decline_reason = :reason
where a.company_id = :company_id
  and a.id = :id;
