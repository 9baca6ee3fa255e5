-- name: insert_block :exec
insert into contact_block (company_id, id, kind, value, network, reason, location_id, expires_at)
values (:company_id, :id, :kind, :value, network(cast(cast(:network? as text) as inet)), :reason, :location_id, :expires_at);

-- name: delete_block :exec
delete from contact_block
where company_id = :company_id
  and kind = :kind
  and value = :value;

-- name: block_list :list
-- resource: contact_block b
-- sort: created_at desc = b.created_at
-- filter: kind = b.kind text, value = b.value text
select b.id, b.kind, b.value, b.reason, b.location_id, b.expires_at, b.hits, b.created_at
from contact_block b
where b.company_id = :company_id;

-- name: blocks_hit :many
-- Entries that hold now and fit the contact (SAL-6).
select b.id, b.kind, b.value
from contact_block b
where b.company_id = :company_id
  and (b.expires_at is null or b.expires_at > :now)
  and ((b.kind = 'PHONE' and b.value = :phone!)
    or (b.kind = 'EMAIL' and b.value = :email!)
    or (b.kind = 'DOMAIN' and b.value = :domain!)
    or (b.kind in ('ADDRESS', 'NETWORK') and b.network >>= cast(cast(:address? as text) as inet)))
order by b.id
limit 10;

-- name: count_hits :exec
update contact_block
set hits = hits + 1
where company_id = :company_id
  and id = any (:ids);
