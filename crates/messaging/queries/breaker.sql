-- name: state_of :opt
select b.state, b.failures_in_row, b.trial_at
from channel_state b
where b.company_id = :company_id
  and b.channel = :channel
  and b.sender_id is not distinct from :sender_id?;

-- name: lock_state :opt
select b.failures_in_row, b.opened_at, b.trial_at, b.good_trials
from channel_state b
where b.company_id = :company_id
  and b.channel = :channel
  and b.sender_id is not distinct from :sender_id?
for update;

-- name: ensure_state :exec
insert into channel_state (company_id, id, channel, sender_id)
values (:company_id, :id, :channel, :sender_id)
on conflict (company_id, channel, sender_id) do nothing;

-- name: set_state :exec
update channel_state b
set state = :state,
    failures_in_row = :failures_in_row,
    opened_at = :opened_at?,
    trial_at = :trial_at?,
    good_trials = :good_trials,
    last_error = coalesce(:last_error?, b.last_error)
where b.company_id = :company_id
  and b.channel = :channel
  and b.sender_id is not distinct from :sender_id?;

-- name: open_states :many
select b.id, b.channel, b.sender_id, b.state, b.opened_at, b.trial_at, b.last_error, s.address as "address?"
from channel_state b
left join sender_identity s on s.company_id = b.company_id and s.id = b.sender_id
where b.company_id = :company_id
order by b.channel, b.id
limit 200;

-- name: tried_lately :one
-- Tries of the last minute, and those in vain.
select count(*) as "tries!", count(*) filter (where m.status in ('QUEUED', 'FAILED')) as "failures!"
from communication m
where m.company_id = :company_id
  and m.type = :channel
  and m.last_try_at > :since
  and m.direction = 'OUT'
  and (m.type = 'EMAIL' or m.sender_id is not distinct from :sender_id?);

-- name: hold :exec
update communication m
set held_at = :now,
    next_try_at = null
where m.company_id = :company_id
  and m.id = :id
  and m.status = 'QUEUED';

-- name: held :many
-- What waits for a provider: of one priority, the oldest first.
select m.id
from communication m
where m.company_id = :company_id
  and m.type = :channel
  and (m.type = 'EMAIL' or m.sender_id is not distinct from :sender_id?)
  and m.priority = :priority
  and m.held_at is not null
  and m.status = 'QUEUED'
order by m.queued_at, m.id
limit 500
for update skip locked;

-- name: let_go :exec
update communication m
set held_at = null,
    next_try_at = :next_try_at
where m.company_id = :company_id
  and m.id = any (:ids)
  and m.status = 'QUEUED';

-- name: waiting_now :many
-- How many wait for each provider.
select m.type, m.sender_id, count(*) as "waiting!", min(m.queued_at) as "oldest!"
from communication m
where m.company_id = :company_id
  and m.held_at is not null
  and m.status = 'QUEUED'
group by m.type, m.sender_id
order by m.type, m.sender_id
limit 200;

-- name: fallback_for :opt
-- The second number of a location, else of the company.
select s.id
from sender_identity s
where s.company_id = :company_id
  and s.channel = :channel
  and s.is_active
  and s.is_fallback
  and (s.location_id = :location_id? or s.location_id is null)
order by s.location_id nulls last
limit 1;
