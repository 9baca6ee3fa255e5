-- name: insert_notification :exec
insert into notification (company_id, id, user_id, kind, priority, entity, entity_ref, location_id, number, subject,
  group_key, event_refs, at)
values (:company_id, :id, :user_id, :kind, :priority, :entity, :entity_ref, :location_id, :number, :subject,
  :group_key, :event_refs, :now);

-- name: latest_of_group :opt
-- The one a further event may join.
select n.id, n.event_refs
from notification n
where n.company_id = :company_id
  and n.user_id = :user_id
  and n.group_key = :group_key
  and n.at > :since
  and n.archived_at is null
order by n.at desc, n.id desc
limit 1
for update;

-- name: join_notification :exec
update notification n
set count = n.count + 1,
    event_refs = :event_refs,
    number = :number,
    subject = :subject,
    at = :now,
    seen_at = null,
    read_at = null
where n.company_id = :company_id
  and n.id = :id;

-- name: page :many
-- Somebody's own, newest first.
select n.id, n.kind, n.priority, n.entity, n.entity_ref, n.location_id, n.number, n.subject, n.count, n.at, n.seen_at,
       n.read_at
from notification n
where n.company_id = :company_id
  and n.user_id = :user_id
  and n.archived_at is null
  and n.at < :before
order by n.at desc, n.id desc
limit 50;

-- name: unread :one
-- Counted up to a hundred.
select count(*) as "unread!"
from (select 1 from notification n
  where n.company_id = :company_id
    and n.user_id = :user_id
    and n.read_at is null
    and n.archived_at is null
  limit 100) as first_ones;

-- name: mark_seen :exec
update notification n
set seen_at = :now
where n.company_id = :company_id
  and n.user_id = :user_id
  and n.seen_at is null;

-- name: mark_all_read :exec
update notification n
set read_at = :now,
    seen_at = coalesce(n.seen_at, cast(:now as timestamptz))
where n.company_id = :company_id
  and n.user_id = :user_id
  and n.read_at is null
  and n.archived_at is null;

-- name: mark_read :exec
update notification n
set read_at = coalesce(n.read_at, cast(:now as timestamptz)),
    seen_at = coalesce(n.seen_at, cast(:now as timestamptz))
where n.company_id = :company_id
  and n.user_id = :user_id
  and n.id = any (:ids);

-- name: archive :exec
update notification n
set archived_at = coalesce(n.archived_at, cast(:now as timestamptz)),
    read_at = coalesce(n.read_at, cast(:now as timestamptz)),
    seen_at = coalesce(n.seen_at, cast(:now as timestamptz))
where n.company_id = :company_id
  and n.user_id = :user_id
  and n.id = any (:ids);

-- name: archive_old :exec
update notification n
set archived_at = :now
where n.company_id = :company_id
  and n.at < :before
  and n.read_at is null
  and n.archived_at is null;

-- name: preferences :many
select p.kind, p.channel, p.is_on
from notification_preference p
where p.company_id = :company_id
  and p.user_id = :user_id
order by p.kind, p.channel
limit 200;

-- name: set_preference :exec
insert into notification_preference (company_id, id, user_id, kind, channel, is_on)
values (:company_id, :id, :user_id, :kind, :channel, :is_on)
on conflict (company_id, user_id, kind, channel) do update
set is_on = excluded.is_on;

-- name: users_of_roles :many
-- Who has one of the roles and works at the location; administrators work everywhere.
select u.id, u.email
from access_v_user u
join access_v_role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = :company_id
  and u.status = 'ACTIVE'
  and r.code = any (:codes)
  and (r.code = 'ADMIN' or u.location_id = :location_id? or exists (
    select 1 from access_v_user_location l
    where l.company_id = u.company_id and l.user_id = u.id and l.location_id = :location_id?))
order by u.id
limit 200;

-- name: active_user :opt
select u.id, u.email
from access_v_user u
where u.company_id = :company_id
  and u.id = :user_id
  and u.status = 'ACTIVE';

-- name: crew_user :opt
select m.user_id
from crew_v_member m
where m.company_id = :company_id
  and m.id = :id;

-- name: lead_named :opt
select l.number, l.full_name as subject, l.assigned_to
from sales_v_lead l
where l.company_id = :company_id
  and l.id = :id;

-- name: quote_named :opt
select q.number, q.title as subject, q.assigned_to
from quotes_v_quote q
where q.company_id = :company_id
  and q.id = :id;

-- name: journey_named :opt
select j.number, j.title as subject
from dispatch_v_journey j
where j.company_id = :company_id
  and j.id = :id;

-- name: message_named :opt
-- The conversation a message belongs to, or the message itself.
select m.subject, m.conversation_id, c.title as "title?", c.assigned_to as "assigned_to?"
from communication m
left join conversation c on c.company_id = m.company_id and c.id = m.conversation_id
where m.company_id = :company_id
  and m.id = :id;

-- name: was_told :one
select exists (select 1 from notification n
  where n.company_id = :company_id
    and n.user_id = :user_id
    and n.group_key = :group_key
    and :event = any (n.event_refs)) as "any!";

-- name: setting :opt
select s.id, s.email_digest, s.push_digest, s.quiet_from_minute, s.quiet_until_minute
from notification_setting s
where s.company_id = :company_id
  and s.user_id = :user_id;

-- name: set_setting :exec
insert into notification_setting (company_id, id, user_id, email_digest, push_digest, quiet_from_minute,
  quiet_until_minute)
values (:company_id, :id, :user_id, :email_digest, :push_digest, :quiet_from_minute?, :quiet_until_minute?)
on conflict (company_id, user_id) do update
set email_digest = excluded.email_digest,
    push_digest = excluded.push_digest,
    quiet_from_minute = excluded.quiet_from_minute,
    quiet_until_minute = excluded.quiet_until_minute;

-- name: place_of_user :opt
-- Where somebody works, and as what.
select u.phone, u.location_id as "location_id?", r.code
from access_v_user u
join access_v_role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = :company_id
  and u.id = :user_id
  and u.status = 'ACTIVE';

-- name: insert_waiting :exec
insert into notification_waiting (company_id, id, user_id, channel, told_key, kind, priority, entity, entity_ref,
  location_id, number, subject, due_at)
values (:company_id, :id, :user_id, :channel, :told_key, :kind, :priority, :entity, :entity_ref, :location_id?, :number,
  :subject, :due_at)
on conflict (company_id, user_id, channel, told_key) do nothing;

-- name: waiting_due :many
-- What is to be told by now, oldest first.
select w.id, w.user_id, w.channel, w.told_key, w.kind, w.priority, w.entity, w.entity_ref, w.location_id, w.number,
       w.subject
from notification_waiting w
where w.company_id = :company_id
  and w.told_at is null
  and w.due_at <= :now
order by w.due_at, w.id
limit 1000
for update skip locked;

-- name: waiting_told :exec
update notification_waiting w
set told_at = :now
where w.company_id = :company_id
  and w.id = any (:ids);

-- name: forget_waiting :exec
delete from notification_waiting w
where w.company_id = :company_id
  and w.told_at < :before;

-- name: users_on_journey :many
select u.id, u.email
from dispatch_v_journey_member m
join access_v_user u on u.company_id = m.company_id and u.id = m.user_id
where m.company_id = :company_id
  and m.journey_id = :journey_id
  and u.status = 'ACTIVE'
order by u.id
limit 50;
