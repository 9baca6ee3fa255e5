-- name: audit_list :list
-- resource: audit e
-- sort: at desc = e.at
-- filter: action = e.action text, operation = e.operation text, outcome = e.outcome text, severity = e.severity text, entity = e.entity text, at = e.at timestamptz, actor_kind = e.actor_kind text, entity_label = e.entity_label text, actor_id = e.actor_id id:app_user
-- row: AuditRow
select
  e.id, e.at, e.occurred_at, e.operation, e.action, e.outcome, e.severity, e.reason, e.actor_kind, e.actor_id,
  e.actor_name, e.support_session_id, e.entity, e.entity_id, e.entity_label, e.location_id, e.request_id,
  e.address, e.agent, e.input
from audit_entry e
where e.company_id = :company_id;

-- name: audit_by_id :opt
-- row: AuditRow
select
  e.id, e.at, e.occurred_at, e.operation, e.action, e.outcome, e.severity, e.reason, e.actor_kind, e.actor_id,
  e.actor_name, e.support_session_id, e.entity, e.entity_id, e.entity_label, e.location_id, e.request_id,
  e.address, e.agent, e.input
from audit_entry e
where e.company_id = :company_id
  and e.id = :id;

-- name: changes_of_entry :many
-- Each row that the operation touched, with the image before it.
select c.table_name, c.row_id, c.version, c.act, c.image as "image?", p.image as "before?"
from row_change c
left join row_change p
  on p.company_id = c.company_id and p.table_name = c.table_name and p.row_id = c.row_id and p.version = c.version - 1
where c.company_id = :company_id
  and c.entry_id = :entry_id
order by c.table_name, c.row_id, c.version
limit 500;

-- name: leaf_of_entry :opt
select e.canonical, e.leaf
from audit_entry e
where e.company_id = :company_id
  and e.id = :id;

-- name: versions_of_row :many
select
  c.version, c.act, c.at, c.entry_id as "entry_id?", c.image as "image?", e.actor_name as "actor_name?",
  e.operation as "operation?", e.reason as "reason?"
from row_change c
left join audit_entry e on e.company_id = c.company_id and e.id = c.entry_id
where c.company_id = :company_id
  and c.table_name = :table_name
  and c.row_id = :row_id
order by c.version desc
limit 200;
