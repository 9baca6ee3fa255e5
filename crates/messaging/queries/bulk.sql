-- name: insert_bulk :exec
insert into bulk_send (company_id, id, name, channel, purpose, location_id, segment_name, audience, per_minute)
values (:company_id, :id, :name, :channel, :purpose, :location_id, :segment_name, :audience, :per_minute);

-- name: insert_words :exec
insert into bulk_words (company_id, id, bulk_send_id, variant, language, subject, body)
values (:company_id, :id, :bulk_send_id, :variant, :language, :subject, :body);

-- name: clear_words :exec
delete from bulk_words w
where w.company_id = :company_id
  and w.bulk_send_id = :bulk_send_id;

-- name: change_bulk :exec
update bulk_send b
set name = :name,
    segment_name = :segment_name,
    audience = :audience,
    per_minute = :per_minute,
    state = 'DRAFT',
    checked_at = null,
    approved_at = null,
    approved_by = null
where b.company_id = :company_id
  and b.id = :id;

-- name: bulk_by_id :opt
select b.id, b.name, b.channel, b.purpose, b.location_id, b.segment_name, b.audience, b.state, b.freeze_cursor,
       b.without_point, b.doubles, b.per_minute, b.checked_at, b.approved_at, b.approved_by, b.started_at, b.ended_at,
       b.created_at, b.created_by, b.version, a.name as "approved_name?", m.name as "created_name?"
from bulk_send b
left join access_v_user a on a.company_id = b.company_id and a.id = b.approved_by
left join access_v_user m on m.company_id = b.company_id and m.id = b.created_by
where b.company_id = :company_id
  and b.id = :id;

-- name: lock_bulk :opt
select b.id, b.state
from bulk_send b
where b.company_id = :company_id
  and b.id = :id
for update;

-- name: words_of :many
select w.variant, w.language, w.subject, w.body
from bulk_words w
where w.company_id = :company_id
  and w.bulk_send_id = :bulk_send_id
order by w.variant, w.language
limit 4;

-- name: set_state :exec
update bulk_send b
set state = :state,
    started_at = case when :state = 'RUNNING' then coalesce(b.started_at, cast(:now as timestamptz)) else b.started_at end,
    ended_at = case when :state in ('DONE', 'CANCELLED') then cast(:now as timestamptz) end
where b.company_id = :company_id
  and b.id = :id;

-- name: begin_check :exec
-- The list is frozen anew.
update bulk_send b
set state = 'CHECKING',
    freeze_cursor = null,
    without_point = 0,
    doubles = 0,
    checked_at = null,
    approved_at = null,
    approved_by = null
where b.company_id = :company_id
  and b.id = :id;

-- name: clear_recipients :exec
delete from bulk_recipient r
where r.company_id = :company_id
  and r.bulk_send_id = :bulk_send_id;

-- name: froze :exec
-- One page further; without a cursor it is done.
update bulk_send b
set freeze_cursor = :freeze_cursor?,
    without_point = b.without_point + :without_point,
    doubles = b.doubles + :doubles,
    state = case when :is_done then 'CHECKED' else b.state end,
    checked_at = case when :is_done then cast(:now as timestamptz) end
where b.company_id = :company_id
  and b.id = :id;

-- name: insert_recipient :exec
insert into bulk_recipient (company_id, id, bulk_send_id, point, customer_id, location_id, language, variant, state,
  reason)
values (:company_id, :id, :bulk_send_id, :point, :customer_id, :location_id, :language, :variant, :state, :reason)
on conflict (company_id, bulk_send_id, point) do nothing;

-- name: approve_bulk :exec
update bulk_send b
set approved_at = :now,
    approved_by = :approved_by
where b.company_id = :company_id
  and b.id = :id;

-- name: running :many
-- Those that are on their way, and those whose list is being frozen.
select b.id, b.state, b.per_minute
from bulk_send b
where b.company_id = :company_id
  and b.state in ('RUNNING', 'CHECKING')
order by b.created_at, b.id
limit 20;

-- name: next_ready :many
select r.id, r.point, r.customer_id, r.location_id, r.language, r.variant
from bulk_recipient r
where r.company_id = :company_id
  and r.bulk_send_id = :bulk_send_id
  and r.state = 'READY'
order by r.id
limit 1000
for update skip locked;

-- name: written :exec
update bulk_recipient r
set state = 'WRITTEN',
    communication_id = :communication_id
where r.company_id = :company_id
  and r.id = :id
  and r.state = 'READY';

-- name: skip :exec
update bulk_recipient r
set state = 'SKIPPED',
    reason = :reason
where r.company_id = :company_id
  and r.id = :id
  and r.state = 'READY';

-- name: stop_ready :exec
update bulk_recipient r
set state = 'SKIPPED',
    reason = 'STOPPED'
where r.company_id = :company_id
  and r.bulk_send_id = :bulk_send_id
  and r.state = 'READY';

-- name: still_waiting :many
-- Messages of it that have not left.
select m.id
from bulk_recipient r
join communication m on m.company_id = r.company_id and m.id = r.communication_id
where r.company_id = :company_id
  and r.bulk_send_id = :bulk_send_id
  and m.status in ('QUEUED', 'SCHEDULED')
  and m.handed_at is null
order by m.id
limit 10000;

-- name: ready_count :one
select count(*) as "ready!"
from bulk_recipient r
where r.company_id = :company_id
  and r.bulk_send_id = :bulk_send_id
  and r.state = 'READY';

-- name: outcomes :many
-- The sum of its rows.
select r.variant, r.state, r.reason, m.status as "status?", m.code as "code?", count(*) as "points!",
       coalesce(sum(m.segments), 0) as "segments!", count(*) filter (where exists (
         select 1 from communication i
         where i.company_id = r.company_id and i.customer_id = r.customer_id and i.direction = 'IN'
           and i.queued_at >= m.sent_at and i.queued_at < m.sent_at + interval '7 days')) as "answered!"
from bulk_recipient r
left join communication m on m.company_id = r.company_id and m.id = r.communication_id
where r.company_id = :company_id
  and r.bulk_send_id = :bulk_send_id
group by r.variant, r.state, r.reason, m.status, m.code
order by r.variant, r.state, r.reason, m.status, m.code
limit 500;

-- name: bulk_list :list
-- resource: bulk_send b
-- sort: created_at desc = b.created_at
-- filter: state = b.state text, location_id = b.location_id id:location
select b.id, b.name, b.channel, b.purpose, b.location_id, b.segment_name, b.state, b.created_at, b.started_at,
       b.ended_at, m.name as "created_name?", b.version
from bulk_send b
left join access_v_user m on m.company_id = b.company_id and m.id = b.created_by
where b.company_id = :company_id;
