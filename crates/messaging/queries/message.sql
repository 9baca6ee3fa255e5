-- name: insert_message :exec
insert into communication (company_id, id, type, direction, purpose, priority, status, code, reason, to_address,
  from_address, subject, customer_id, location_id, sender_id, conversation_id, entity, entity_ref, message_id,
  in_reply_to, message_key, queued_at, next_try_at, send_at, expires_at, consent_ref, segments, answers_word, resent_of,
  delivered_at, failed_at, template_key, template_version_id,
  unsubscribe_hash)
values (:company_id, :id, :kind, :direction, :purpose, :priority, :status, :code, :reason, :to_address, :from_address,
  :subject, :customer_id, :location_id, :sender_id, :conversation_id, :entity, :entity_ref, :message_id, :in_reply_to,
  :message_key, :now, :next_try_at, :send_at, :expires_at, :consent_ref, :segments, :answers_word, :resent_of,
  :delivered_at, :failed_at, :template_key, :template_version_id,
  :unsubscribe_hash);

-- name: insert_part :exec
insert into communication_part (company_id, id, communication_id, kind, content)
values (:company_id, :id, :communication_id, :kind, :content);

-- name: insert_attachment :exec
insert into communication_attachment (company_id, id, communication_id, position, object_key, file_name, content_type)
values (:company_id, :id, :communication_id, :position, :object_key, :file_name, :content_type);

-- name: message_by_id :opt
select m.id, m.type, m.direction, m.purpose, m.priority, m.status, m.reason, m.code, m.to_address, m.from_address,
       m.subject, m.customer_id, m.location_id, m.conversation_id, m.entity, m.entity_ref, m.segments, m.attempts,
       m.queued_at, m.send_at, m.expires_at, m.last_try_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at,
       m.resent_of, m.handed_at is not null as "is_handed!", m.version
from communication m
where m.company_id = :company_id
  and m.id = :id;

-- name: waiting :opt
-- A message that still has to leave; whoever holds its row is the one who sends it.
select m.id, m.type, m.purpose, m.priority, m.to_address, m.subject, m.message_id, m.in_reply_to, m.attempts,
       m.queued_at, m.send_at, m.expires_at, m.entity, m.entity_ref, m.customer_id, m.location_id, m.sender_id,
       m.conversation_id, m.answers_word, m.handed_at
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

-- name: mark_sent :exec
update communication m
set status = 'SENT',
    reason = null,
    code = null,
    sent_at = :now,
    last_try_at = :now,
    attempts = m.attempts + 1,
    next_try_at = null,
    provider_ref = :provider_ref?
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: mark_tried :exec
update communication m
set reason = :reason,
    last_try_at = :now,
    attempts = m.attempts + 1,
    next_try_at = :next_try_at,
    handed_at = null
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: mark_ended :exec
-- It will not leave: FAILED after tries, SUPPRESSED or CANCELLED before.
update communication m
set status = :status,
    reason = :reason,
    code = :code?,
    failed_at = case when :status = 'FAILED' then cast(:now as timestamptz) end,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id
  and m.status in ('QUEUED', 'SCHEDULED');

-- name: mark_handed :exec
-- Written and committed before the provider is asked, so that a broken line never makes two messages (MSG-22).
update communication m
set handed_at = :now,
    sender_id = :sender_id
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED'
  and m.handed_at is null;

-- name: take_back :exec
-- The provider does not have it: it may be given again.
update communication m
set handed_at = null,
    next_try_at = :now
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: put_off :exec
-- Outside the hours of its recipient.
update communication m
set status = 'SCHEDULED',
    send_at = :send_at,
    handed_at = null,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: due :many
-- What waits for another try; what was given to a provider waits for its answer.
select m.id
from communication m
where m.company_id = :company_id
  and m.status = 'QUEUED'
  and m.next_try_at <= :now
  and m.handed_at is null
  and (m.type <> 'EMAIL' or :with_mail)
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

-- name: scheduled_due :many
select m.id
from communication m
where m.company_id = :company_id
  and m.status = 'SCHEDULED'
  and m.send_at <= :now
order by m.send_at, m.id
limit 200
for update skip locked;

-- name: schedule_over :exec
update communication m
set status = 'QUEUED',
    next_try_at = :next_try_at
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'SCHEDULED';

-- name: expire :many
-- What was not sent in time is never sent late.
update communication m
set status = 'CANCELLED',
    code = 'EXPIRED',
    reason = 'It could not be sent in time.',
    next_try_at = null
where m.company_id = :company_id
  and m.status in ('QUEUED', 'SCHEDULED')
  and m.expires_at <= :now
  and m.handed_at is null
returning m.id;

-- name: unanswered :many
-- Given to a provider that has not answered since.
select m.id
from communication m
where m.company_id = :company_id
  and m.status = 'QUEUED'
  and m.handed_at <= :handed_before
order by m.handed_at, m.id
limit 50
for update skip locked;

-- name: suppress_waiting :many
-- Everything by this channel to this point that has not left yet.
update communication m
set status = 'SUPPRESSED',
    code = :code,
    reason = :reason,
    next_try_at = null
where m.company_id = :company_id
  and m.to_address = :point
  and m.type = :channel
  and m.direction = 'OUT'
  and m.status in ('QUEUED', 'SCHEDULED')
  and m.answers_word is null
returning m.id;

-- name: to_move :opt
-- The message a provider speaks of, by our name for it or by its own.
select m.id, m.status, m.type, m.to_address, m.customer_id, m.location_id, m.conversation_id, m.entity, m.entity_ref
from communication m
where m.company_id = :company_id
  and m.direction = 'OUT'
  and m.sender_id = :sender_id
  and (m.id = :id? or m.provider_ref = :provider_ref)
order by m.id
limit 1
for update;

-- name: move_on :exec
update communication m
set status = :status,
    reason = :reason?,
    code = :code?,
    provider_ref = coalesce(m.provider_ref, :provider_ref),
    sent_at = coalesce(m.sent_at, cast(:now as timestamptz)),
    delivered_at = case when :status in ('DELIVERED', 'READ') then coalesce(m.delivered_at, cast(:now as timestamptz)) else m.delivered_at end,
    read_at = case when :status = 'READ' then cast(:now as timestamptz) else m.read_at end,
    failed_at = case when :status in ('FAILED', 'BOUNCED') then cast(:now as timestamptz) else m.failed_at end,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id;

-- name: bounced :opt
-- Mail that came back for good; who reports it knows its name and where it went.
update communication m
set status = 'BOUNCED',
    code = :code,
    reason = :reason,
    failed_at = :now
where m.company_id = :company_id
  and m.message_id = :message_id
  and lower(m.to_address) = :point
  and m.type = 'EMAIL'
  and m.direction = 'OUT'
  and m.status in ('SENT', 'DELIVERED')
returning m.id, m.location_id, m.conversation_id, m.entity, m.entity_ref;

-- name: by_key :opt
select m.id
from communication m
where m.company_id = :company_id
  and m.message_key = :message_key;

-- name: texted_before :one
select exists (select 1 from communication m
  where m.company_id = :company_id and m.to_address = :point and m.type = 'SMS' and m.direction = 'OUT'
    and m.status not in ('SUPPRESSED', 'CANCELLED')) as "any!";

-- name: said_lately :one
-- The same words to the same point a short while ago.
select exists (select 1 from communication m
  join communication_part p on p.company_id = m.company_id and p.communication_id = m.id and p.kind = 'TEXT'
  where m.company_id = :company_id and m.to_address = :point and m.direction = 'OUT' and m.queued_at > :since
    and p.content = :content and m.status not in ('SUPPRESSED', 'CANCELLED')) as "any!";

-- name: marketing_lately :many
-- Marketing to a customer's family over all channels: when it left, or will.
select coalesce(m.send_at, m.queued_at) as "at!"
from customers_v_family own
join customers_v_family f on f.company_id = own.company_id and f.survivor_id = own.survivor_id
join communication m on m.company_id = f.company_id and m.customer_id = f.id
where own.company_id = :company_id
  and own.id = :customer_id
  and m.queued_at > :since
  and m.direction = 'OUT'
  and m.purpose = 'MARKETING'
  and m.status not in ('SUPPRESSED', 'CANCELLED', 'FAILED')
order by 1 desc
limit 10;

-- name: thread_of :opt
-- The conversation of the first of these messages that is known here.
select m.conversation_id, m.customer_id, m.location_id
from communication m
where m.company_id = :company_id
  and m.message_id = any (:message_ids)
order by m.queued_at desc, m.id desc
limit 1;

-- name: message_list :list
-- resource: message m
-- sort: queued_at desc = m.queued_at, status = m.status
-- filter: status = m.status text, purpose = m.purpose text, type = m.type text, direction = m.direction text, conversation_id = m.conversation_id id:conversation, customer_id = m.customer_id id:customer, entity = m.entity text, queued_at = m.queued_at timestamptz
-- search: message_search
select m.id, m.type, m.direction, m.purpose, m.priority, m.status, m.reason, m.code, m.to_address, m.from_address,
       m.subject, m.customer_id, m.location_id, m.conversation_id, m.entity, m.entity_ref, m.segments, m.attempts,
       m.queued_at, m.send_at, m.expires_at, m.last_try_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at,
       m.resent_of, m.handed_at is not null as "is_handed!", m.version
from communication m
where m.company_id = :company_id;

-- name: adopt :exec
-- What was written to a customer before the conversation began.
update communication m
set conversation_id = :conversation_id
where m.company_id = :company_id
  and m.customer_id = :customer_id
  and m.conversation_id is null
  and (m.location_id is null or m.location_id is not distinct from :location_id?)
  and m.purpose <> 'INTERNAL';

-- name: family_head :opt
-- The customer that stands for a merged family.
select f.survivor_id
from customers_v_family f
where f.company_id = :company_id
  and f.id = :customer_id;

-- name: ensure_turn :exec
insert into marketing_turn (company_id, id, customer_id)
values (:company_id, :id, :customer_id)
on conflict (company_id, customer_id) do nothing;

-- name: take_turn :opt
-- Held until the message is written: who comes second sees it.
select t.id
from marketing_turn t
where t.company_id = :company_id
  and t.customer_id = :customer_id
for update;
