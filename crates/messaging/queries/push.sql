-- name: by_endpoint :opt
select s.id, s.user_id
from push_subscription s
where s.company_id = :company_id
  and s.endpoint = :endpoint
for update;

-- name: insert_subscription :exec
insert into push_subscription (company_id, id, user_id, endpoint, reader_key, secret_sealed, device)
values (:company_id, :id, :user_id, :endpoint, :reader_key, :secret_sealed, :device);

-- name: renew :exec
-- The browser subscribes again, perhaps for somebody else who signs in there.
update push_subscription s
set user_id = :user_id,
    reader_key = :reader_key,
    secret_sealed = :secret_sealed,
    device = :device,
    failures_in_row = 0,
    paused_until = null
where s.company_id = :company_id
  and s.id = :id;

-- name: of_user :many
-- Somebody's browsers, newest first.
select s.id, s.endpoint, s.device, s.created_at, s.last_sent_at, s.paused_until
from push_subscription s
where s.company_id = :company_id
  and s.user_id = :user_id
order by s.id desc
limit 20;

-- name: subscription :opt
select s.id, s.user_id, s.endpoint, s.reader_key, s.secret_sealed, s.failures_in_row, s.paused_until
from push_subscription s
where s.company_id = :company_id
  and s.id = :id
for update;

-- name: answered :exec
update push_subscription s
set failures_in_row = 0,
    last_sent_at = :now
where s.company_id = :company_id
  and s.id = :id;

-- name: failed :exec
update push_subscription s
set failures_in_row = :failures_in_row,
    paused_until = :paused_until?
where s.company_id = :company_id
  and s.id = :id;

-- name: forget_messages :exec
delete from push_message m
where m.company_id = :company_id
  and m.subscription_id = :subscription_id;

-- name: forget :exec
delete from push_subscription s
where s.company_id = :company_id
  and s.id = :id;

-- name: insert_message :exec
-- What was told to a browser already is not told again.
insert into push_message (company_id, id, subscription_id, told_key, title, kind, priority, entity, entity_ref, queued_at,
  next_try_at)
values (:company_id, :id, :subscription_id, :told_key, :title, :kind, :priority, :entity, :entity_ref, :now,
  :next_try_at)
on conflict (company_id, subscription_id, told_key) do nothing;

-- name: waiting :opt
select m.id, m.subscription_id, m.title, m.kind, m.priority, m.entity, m.entity_ref, m.queued_at, m.attempts
from push_message m
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED'
for update;

-- name: sent :exec
update push_message m
set status = 'SENT',
    sent_at = :now,
    attempts = m.attempts + 1,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id;

-- name: tried :exec
update push_message m
set attempts = m.attempts + 1,
    reason = :reason,
    next_try_at = :next_try_at
where m.company_id = :company_id
  and m.id = :id;

-- name: ended :exec
update push_message m
set status = 'FAILED',
    attempts = m.attempts + 1,
    reason = :reason,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id;

-- name: due :many
select m.id, m.subscription_id
from push_message m
where m.company_id = :company_id
  and m.status = 'QUEUED'
  and m.next_try_at <= :now
order by m.next_try_at, m.id
limit 200
for update skip locked;

-- name: let_go :exec
update push_message m
set next_try_at = :next_try_at
where m.company_id = :company_id
  and m.id = any (:ids);

-- name: forget_old :exec
delete from push_message m
where m.company_id = :company_id
  and m.queued_at < :before;
