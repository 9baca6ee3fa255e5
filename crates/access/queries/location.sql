-- name: insert_location :exec
insert into location (company_id, id, name, code, kind, street, city, province, postal_code, country, phone, email,
  contact_name, timezone, truck_count, truck_note, storage_type, storage_note, cx_care)
values (:company_id, :id, :name, :code, :kind, :street, :city, :province, :postal_code, :country, :phone, :email,
  :contact_name, :timezone, :truck_count, :truck_note, :storage_type, :storage_note, :cx_care);

-- name: update_location :exec
update location
set name = :name,
  code = :code,
  kind = :kind,
  status = :status,
  street = :street?,
  city = :city,
  province = :province,
  postal_code = :postal_code?,
  country = :country,
  phone = :phone?,
  email = :email?,
  contact_name = :contact_name?,
  timezone = :timezone,
  truck_count = :truck_count,
  truck_note = :truck_note?,
  storage_type = :storage_type,
  storage_note = :storage_note?,
  cx_care = :cx_care
where company_id = :company_id
  and id = :id;

-- name: location_by_id :opt
-- row: LocationRow
select l.id, l.name, l.code, l.kind, l.status, l.street, l.city, l.province, l.postal_code, l.country, l.phone,
  l.email, l.contact_name, l.timezone, l.truck_count, l.truck_note, l.storage_type, l.storage_note, l.cx_care,
  l.created_at, l.version
from location l
where l.company_id = :company_id
  and l.id = :id;

-- name: location_list :list
-- row: LocationRow
-- resource: location l
-- sort: name = l.name, code = l.code, created_at = l.created_at
-- filter: kind = l.kind text, status = l.status text, province = l.province text
-- search: location_search
select l.id, l.name, l.code, l.kind, l.status, l.street, l.city, l.province, l.postal_code, l.country, l.phone,
  l.email, l.contact_name, l.timezone, l.truck_count, l.truck_note, l.storage_type, l.storage_note, l.cx_care,
  l.created_at, l.version
from location l
where l.company_id = :company_id;

-- name: places :many
select l.id, l.name, l.code, l.timezone
from location l
where l.company_id = :company_id
  and l.status = 'ACTIVE'
order by l.name, l.id
limit 500;

-- name: users_at :many
select u.name
from app_user u
where u.company_id = :company_id
  and u.location_id = :location_id
  and u.status in ('ACTIVE', 'INVITED')
order by u.name
limit 20;
