-- name: insert_conversation :exec
insert into conversation (company_id, id, customer_id, location_id, point, title, assigned_to, channel, last_message_at)
values (:company_id, :id, :customer_id, :location_id, :point, :title, :assigned_to, :channel, :now)
on conflict do nothing;

-- name: conversation_of :opt
select c.id
from conversation c
where c.company_id = :company_id
  and c.customer_id is not distinct from :customer_id?
  and c.location_id is not distinct from :location_id?
  and (c.customer_id is not null or c.point = :point)
limit 1;

-- name: conversation_by_id :opt
select c.id, c.customer_id, c.location_id, c.point, c.title, c.state, c.assigned_to, c.unread, c.channel, c.preview,
       c.last_message_at, c.snoozed_until, c.marks, u.name as "assigned_name?", c.version
from conversation c
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = :company_id
  and c.id = :id;

-- name: came_in :exec
-- A message of the other side opens it, whatever it was.
update conversation c
set state = 'OPEN',
    snoozed_until = null,
    closed_at = null,
    unread = c.unread + 1,
    channel = :channel,
    preview = :preview,
    last_message_at = :now,
    marks = (select coalesce(array_agg(distinct m), '{}') from unnest(c.marks || cast(:marks as text[])) m)
where c.company_id = :company_id
  and c.id = :id;

-- name: went_out :exec
-- We answered: the other side is awaited.
update conversation c
set state = case when :by_person then 'WAITING' else c.state end,
    snoozed_until = case when :by_person then null else c.snoozed_until end,
    closed_at = case when :by_person then null else c.closed_at end,
    unread = case when :by_person then 0 else c.unread end,
    channel = :channel,
    preview = :preview,
    last_message_at = :now
where c.company_id = :company_id
  and c.id = :id;

-- name: set_state :exec
update conversation c
set state = :state,
    snoozed_until = :snoozed_until,
    closed_at = case when :state = 'CLOSED' then cast(:now as timestamptz) end,
    unread = case when :state = 'CLOSED' then 0 else c.unread end
where c.company_id = :company_id
  and c.id = :id;

-- name: assign :exec
update conversation c
set assigned_to = :assigned_to
where c.company_id = :company_id
  and c.id = :id;

-- name: mark_read :exec
update conversation c
set unread = 0,
    marks = case when :clear_marks then '{}' else c.marks end
where c.company_id = :company_id
  and c.id = :id;

-- name: attach :exec
update conversation c
set customer_id = :customer_id,
    location_id = :location_id,
    title = :title
where c.company_id = :company_id
  and c.id = :id;

-- name: move_messages :exec
update communication m
set conversation_id = :target,
    customer_id = :customer_id
where m.company_id = :company_id
  and m.conversation_id = :source;

-- name: close_empty :exec
-- What was said there now stands in the customer's conversation.
update conversation c
set state = 'CLOSED',
    closed_at = :now,
    snoozed_until = null,
    unread = 0,
    preview = ''
where c.company_id = :company_id
  and c.id = :id;

-- name: wake :many
update conversation c
set state = 'OPEN',
    snoozed_until = null
where c.company_id = :company_id
  and c.state = 'SNOOZED'
  and c.snoozed_until <= :now
returning c.id, c.location_id;

-- name: close_silent :many
update conversation c
set state = 'CLOSED',
    closed_at = :now,
    unread = 0
where c.company_id = :company_id
  and c.state in ('OPEN', 'WAITING')
  and c.last_message_at < :silent_since
  and c.unread = 0
returning c.id, c.location_id;

-- name: messages_of :many
-- The latest hundred, newest first.
select m.id, m.type, m.direction, m.status, m.code, m.reason, m.subject, m.to_address, m.from_address, m.segments,
       m.queued_at, m.send_at, m.sent_at, m.delivered_at, m.read_at, m.answers_word, u.name as "author?",
       p.content as "text!"
from communication m
join communication_part p on p.company_id = m.company_id and p.communication_id = m.id and p.kind = 'TEXT'
left join access_v_user u on u.company_id = m.company_id and u.id = m.created_by and m.direction = 'OUT'
where m.company_id = :company_id
  and m.conversation_id = :conversation_id
  and m.queued_at < :before
order by m.queued_at desc, m.id desc
limit 100;

-- name: files_of :many
-- The files of these messages.
select a.communication_id, a.position, a.file_name, a.content_type
from communication_attachment a
where a.company_id = :company_id
  and a.communication_id = any (:ids)
order by a.communication_id, a.position
limit 2000;

-- name: file_at :opt
select a.object_key, a.file_name, a.content_type
from communication_attachment a
join communication m on m.company_id = a.company_id and m.id = a.communication_id
where a.company_id = :company_id
  and a.communication_id = :communication_id
  and a.position = :position
  and m.conversation_id = :conversation_id;

-- name: latest_in :opt
-- The message of the other side an answer answers.
select m.type, m.message_id, m.subject, m.from_address
from communication m
where m.company_id = :company_id
  and m.conversation_id = :conversation_id
  and m.direction = 'IN'
  and (cast(:channel? as text) is null or m.type = :channel?)
order by m.queued_at desc, m.id desc
limit 1;

-- name: machine_pace :one
-- Answers of the product itself in a conversation lately.
select count(*) as "count!"
from (select 1 from communication m
  where m.company_id = :company_id and m.conversation_id = :conversation_id and m.answers_word is not null
    and m.queued_at > :since limit 100) n;

-- name: points_of_customer :many
select p.kind, coalesce(p.email_lower, p.phone_e164) as value, p.is_primary, p.state
from customers_v_point p
join customers_v_family f on f.company_id = p.company_id and f.id = p.customer_id
where p.company_id = :company_id
  and f.survivor_id = :customer_id
  and coalesce(p.email_lower, p.phone_e164) is not null
order by p.kind, p.is_primary desc, p.id
limit 40;

-- name: assignable :opt
select u.id
from access_v_user u
where u.company_id = :company_id
  and u.id = :id
  and u.status = 'ACTIVE';

-- name: conversation_list :list
-- resource: conversation c
-- sort: last_message_at desc = c.last_message_at
-- filter: state = c.state text, assigned_to = c.assigned_to id:app_user, location_id = c.location_id id:location, customer_id = c.customer_id id:customer
-- search: conversation_search
select c.id, c.customer_id, c.location_id, c.point, c.title, c.state, c.assigned_to, c.unread, c.channel, c.preview,
       c.last_message_at, c.snoozed_until, c.marks, u.name as "assigned_name?", c.version
from conversation c
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = :company_id;
