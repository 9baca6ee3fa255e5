-- name: insert_message :exec
insert into communication (company_id, id, purpose, to_address, subject, customer_id, entity, entity_ref, message_id,
  queued_at, next_try_at, resent_of)
values (:company_id, :id, :purpose, :to_address, :subject, :customer_id, :entity, :entity_ref, :message_id, :now,
  :next_try_at, :resent_of);

-- name: insert_part :exec
insert into communication_part (company_id, id, communication_id, kind, content)
values (:company_id, :id, :communication_id, :kind, :content);

-- name: insert_attachment :exec
insert into communication_attachment (company_id, id, communication_id, position, object_key, file_name, content_type)
values (:company_id, :id, :communication_id, :position, :object_key, :file_name, :content_type);

-- name: message_by_id :opt
select m.id, m.type, m.purpose, m.status, m.reason, m.to_address, m.subject, m.customer_id, m.entity, m.entity_ref,
       m.attempts, m.queued_at, m.last_try_at, m.sent_at, m.failed_at, m.resent_of, m.version
from communication m
where m.company_id = :company_id
  and m.id = :id;

-- name: waiting :opt
-- A message that still has to leave; whoever holds its row is the one who sends it.
select m.id, m.to_address, m.subject, m.message_id, m.attempts, m.queued_at, m.entity, m.entity_ref
from communication m
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED'
for update skip locked;

-- name: parts_of :many
select p.kind, p.content
from communication_part p
where p.company_id = :company_id
  and p.communication_id = :communication_id
order by p.kind desc
limit 2;

-- name: attachments_of :many
select a.object_key, a.file_name, a.content_type
from communication_attachment a
where a.company_id = :company_id
  and a.communication_id = :communication_id
order by a.position
limit 50;

-- name: sender :one
select c.name, c.contact_email
from company c
where c.id = :company_id;

-- name: mark_sent :exec
update communication m
set status = 'SENT',
    reason = null,
    sent_at = :now,
    last_try_at = :now,
    attempts = m.attempts + 1,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: mark_tried :exec
update communication m
set reason = :reason,
    last_try_at = :now,
    attempts = m.attempts + 1,
    next_try_at = :next_try_at
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: mark_failed :exec
update communication m
set status = 'FAILED',
    reason = :reason,
    failed_at = :now,
    last_try_at = :now,
    attempts = m.attempts + 1,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: due :many
select m.id
from communication m
where m.company_id = :company_id
  and m.status = 'QUEUED'
  and m.next_try_at <= :now
order by m.next_try_at, m.id
limit 200
for update skip locked;

-- name: postpone :exec
-- Keeps the clock from asking again while the try is under way.
update communication m
set next_try_at = :next_try_at
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: message_list :list
-- resource: message m
-- sort: queued_at desc = m.queued_at, status = m.status
-- filter: status = m.status text, purpose = m.purpose text, customer_id = m.customer_id id:customer, entity = m.entity text, queued_at = m.queued_at timestamptz
-- search: message_search
select m.id, m.type, m.purpose, m.status, m.reason, m.to_address, m.subject, m.customer_id, m.entity, m.entity_ref,
       m.attempts, m.queued_at, m.last_try_at, m.sent_at, m.failed_at, m.resent_of, m.version
from communication m
where m.company_id = :company_id;
