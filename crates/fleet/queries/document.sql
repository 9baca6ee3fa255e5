-- name: documents_of :many
-- row: DocumentRow
select d.id, d.kind, d.number, d.expires_on, d.blocks
from equipment_document d
where d.company_id = :company_id
  and d.equipment_id = :equipment_id
  and d.replaced_at is null
order by d.kind, d.id
limit 100;

-- name: replace_document :exec
update equipment_document d
set replaced_at = :now
where d.company_id = :company_id
  and d.equipment_id = :equipment_id
  and d.kind = :kind
  and d.replaced_at is null;

-- name: insert_document :exec
insert into equipment_document (company_id, id, equipment_id, kind, number, expires_on, blocks)
values (:company_id, :id, :equipment_id, :kind, :number, :expires_on, :blocks);
