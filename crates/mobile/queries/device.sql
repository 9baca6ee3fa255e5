-- name: device_list :list
-- row: DeviceRow
-- resource: device d
-- sort: last_contact_at desc = d.last_contact_at
-- filter: state = d.state text, user_id = d.user_id id:app_user
select d.id, d.installation, d.state, d.user_id, d.last_sequence, d.last_contact_at, d.version
from device d
where d.company_id = :company_id;

-- name: take_contact :one
-- Enrols a phone at its first contact; raises its high-water mark at every later one.
insert into device as d (company_id, id, installation, user_id, last_sequence, last_contact_at)
values (:company_id, :id, :installation, :user_id, :sequence, :now)
on conflict (company_id, installation, user_id) do update
set last_sequence = greatest(d.last_sequence, excluded.last_sequence),
    last_contact_at = excluded.last_contact_at
returning d.id, d.state, d.last_sequence;
