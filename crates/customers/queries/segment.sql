-- name: insert_segment :exec
insert into segment (company_id, id, name, scope, location_id, q, filters)
values (:company_id, :id, :name, :scope, :location_id, :q, :filters);

-- name: change_segment :exec
update segment s
set name = :name,
    scope = :scope,
    location_id = :location_id?,
    q = :q?,
    filters = :filters
where s.company_id = :company_id
  and s.id = :id;

-- name: remove_segment :exec
delete from segment s
where s.company_id = :company_id
  and s.id = :id;

-- name: segment_by_id :opt
select s.id, s.name, s.scope, s.location_id, s.q, s.filters, s.created_by, s.version
from segment s
where s.company_id = :company_id
  and s.id = :id;

-- name: segments :many
-- Everybody's, those of locations, and one's own.
select s.id, s.name, s.scope, s.location_id, l.name as "location_name?", s.q, s.filters, s.created_by, s.version
from segment s
left join access_v_location l on l.company_id = s.company_id and l.id = s.location_id
where s.company_id = :company_id
  and (s.scope <> 'OWN' or s.created_by = :user_ref?)
order by s.name, s.id
limit 200;

-- name: location_known :one
select exists (select 1 from access_v_location l
  where l.company_id = :company_id and l.id = :location_id) as "any!";
