-- name: entry_list :list
-- row: EntryRow
-- resource: schedule s
-- sort: starts_at = s.starts_at
-- filter: status = s.status text, type = s.type text, crew_member_id = s.crew_member_id id:crew_member, equipment_id = s.equipment_id id:equipment, location_id = s.location_id id:location, starts_at = s.starts_at timestamptz, ends_at = s.ends_at timestamptz
select s.id, s.crew_member_id, s.equipment_id, s.location_id, s.type, s.status, s.priority, s.title, s.starts_at,
       s.ends_at, s.turnaround_minutes, s.journey_id, s.notes, s.version
from schedule_entry s
where s.company_id = :company_id;

-- name: entry_by_id :opt
-- row: EntryRow
select s.id, s.crew_member_id, s.equipment_id, s.location_id, s.type, s.status, s.priority, s.title, s.starts_at,
       s.ends_at, s.turnaround_minutes, s.journey_id, s.notes, s.version
from schedule_entry s
where s.company_id = :company_id
  and s.id = :id;

-- name: equipment_taken :many
-- row: TakenRow
select s.id, s.title, s.starts_at, s.ends_at, s.journey_id
from schedule_entry s
where s.company_id = :company_id
  and s.equipment_id = :equipment_id
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and s.starts_at < :free_at
  and s.free_at > :starts_at
order by s.starts_at, s.id
limit 1;

-- name: crew_taken :many
-- row: TakenRow
select s.id, s.title, s.starts_at, s.ends_at, s.journey_id
from schedule_entry s
where s.company_id = :company_id
  and s.crew_member_id = :crew_member_id
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and s.starts_at < :free_at
  and s.free_at > :starts_at
order by s.starts_at, s.id
limit 1;

-- name: journey_clashes :many
-- What other work stands in the way when all of a journey's reservations move to a new time.
select o.id, o.title, o.starts_at, o.ends_at, o.journey_id, s.equipment_id
from schedule_entry s
join schedule_entry o on o.company_id = s.company_id
  and (o.equipment_id = s.equipment_id or o.crew_member_id = s.crew_member_id)
where s.company_id = :company_id
  and s.journey_id = :journey_id
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and o.status in ('SCHEDULED', 'IN_PROGRESS')
  and o.journey_id is distinct from s.journey_id
  and o.starts_at < :ends_at
  and o.free_at > :starts_at
order by o.starts_at, o.id
limit 1;

-- name: equipment_location :opt
select e.location_id
from fleet_v_equipment e
where e.company_id = :company_id
  and e.id = :equipment_id;

-- name: crew_location :opt
select m.location_id
from crew_v_member m
where m.company_id = :company_id
  and m.id = :crew_member_id;

-- name: insert_entry :exec
insert into schedule_entry (company_id, id, crew_member_id, equipment_id, location_id, type, priority, title, starts_at,
  ends_at, turnaround_minutes, free_at, journey_id, notes)
values (:company_id, :id, :crew_member_id, :equipment_id, :location_id, :type, :priority, :title, :starts_at,
  :ends_at, :turnaround_minutes, :free_at, :journey_id, :notes);

-- name: shift_journey :exec
update schedule_entry s
set starts_at = :starts_at,
    ends_at = :ends_at,
    free_at = :ends_at
where s.company_id = :company_id
  and s.journey_id = :journey_id
  and s.status in ('SCHEDULED', 'IN_PROGRESS');

-- name: release_journey :exec
update schedule_entry s
set status = 'CANCELLED'
where s.company_id = :company_id
  and s.journey_id = :journey_id
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and (:equipment_id::uuid is null or s.equipment_id = :equipment_id?)
  and (:crew_member_id::uuid is null or s.crew_member_id = :crew_member_id?);

-- name: close_entry :exec
update schedule_entry s
set status = :status
where s.company_id = :company_id
  and s.id = :id;
