-- name: insert_sender :exec
insert into sender_identity (company_id, id, location_id, channel, address, display_name, base_url, account,
  secret_sealed, key_hash, is_fallback)
values (:company_id, :id, :location_id, :channel, :address, :display_name, :base_url, :account, :secret_sealed,
  :key_hash, :is_fallback);

-- name: change_sender :exec
update sender_identity s
set display_name = :display_name,
    address = :address,
    base_url = :base_url,
    account = :account,
    secret_sealed = :secret_sealed,
    key_number = :key_number,
    key_hash = :key_hash,
    is_active = :is_active
where s.company_id = :company_id
  and s.id = :id;

-- name: sender_by_id :opt
select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.secret_sealed, s.key_number,
       s.is_active, s.is_fallback, s.created_at, s.version
from sender_identity s
where s.company_id = :company_id
  and s.id = :id;

-- name: sender_by_key :opt
select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.secret_sealed, s.key_number,
       s.is_active, s.is_fallback, s.created_at, s.version
from sender_identity s
where s.company_id = :company_id
  and s.key_hash = :key_hash
  and s.channel = :channel
  and s.is_active;

-- name: sender_for :opt
-- The location's own, else the company's.
select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.secret_sealed, s.key_number,
       s.is_active, s.is_fallback, s.created_at, s.version
from sender_identity s
where s.company_id = :company_id
  and s.channel = :channel
  and s.is_active
  and not s.is_fallback
  and (s.location_id = :location_id? or s.location_id is null)
order by s.location_id nulls last
limit 1;

-- name: sender_list :list
-- resource: sender s
-- sort: created_at = s.created_at, address = s.address
-- filter: channel = s.channel text, location_id = s.location_id id:location
select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.is_active, s.is_fallback,
       s.created_at, s.version
from sender_identity s
where s.company_id = :company_id;

-- name: face :one
-- The company as the other side sees it, at one of its locations.
select c.name, c.contact_email, c.contact_phone, c.language, c.timezone, l.name as "location_name?",
       l.timezone as "location_timezone?", l.phone as "location_phone?", l.country as "location_country?",
       l.province as "location_province?"
from company c
left join access_v_location l on l.company_id = c.id and l.id = :location_id?
where c.id = :company_id;
