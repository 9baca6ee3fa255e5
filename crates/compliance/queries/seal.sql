-- name: pending :many
select p.entry_id, p.at, e.leaf
from audit_pending p
join audit_entry e on e.company_id = p.company_id and e.id = p.entry_id
where p.company_id = :company_id
order by p.at, p.entry_id
limit 10000;

-- name: last_block :opt
select b.number, b.hash, b.last_at
from audit_block b
where b.company_id = :company_id
order by b.number desc
limit 1;

-- name: insert_block :exec
insert into audit_block (company_id, number, entry_count, first_at, last_at, root, previous_hash, hash, entry_ids, leaves, sealed_at)
values (:company_id, :number, :entry_count, :first_at, :last_at, :root, :previous_hash, :hash, :entry_ids, :leaves, :now);

-- name: delete_pending :exec
delete from audit_pending p
where p.company_id = :company_id
  and p.entry_id = any(:entry_ids);

-- name: chain_state :one
select
  (select count(*) from audit_block b where b.company_id = :company_id) as "blocks!",
  (select count(*) from audit_pending p where p.company_id = :company_id) as "unsealed!";

-- name: last_checkpoint :opt
select k.sequence, k.day, k.block, k.block_hash, k.previous_hash, k.hash, k.signature, k.key_id, k.at
from audit_checkpoint k
where k.company_id = :company_id
order by k.sequence desc
limit 1;

-- name: insert_checkpoint :exec
insert into audit_checkpoint (company_id, sequence, day, block, block_hash, previous_hash, hash, signature, key_id, at)
values (:company_id, :sequence, :day, :block, :block_hash, :previous_hash, :hash, :signature, :key_id, :now);

-- name: blocks_after :many
select b.number, b.entry_count, b.first_at, b.last_at, b.root, b.previous_hash, b.hash, b.entry_ids, b.leaves
from audit_block b
where b.company_id = :company_id
  and b.number > :number
order by b.number
limit 200;

-- name: canonical_of_entries :many
select e.id, e.canonical
from audit_entry e
where e.company_id = :company_id
  and e.id = any(:ids)
order by e.at, e.id
limit 10000;

-- name: checkpoints_all :many
select k.sequence, k.day, k.block, k.block_hash, k.previous_hash, k.signature, k.key_id
from audit_checkpoint k
where k.company_id = :company_id
order by k.sequence
limit 10000;
