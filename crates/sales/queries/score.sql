-- name: score_facts :many
-- What the points of some leads rest on (SAL-13), as far as it is known here, with the company's own weights.
select l.id, l.service_type, l.move_size, l.move_date, l.origin, l.destination, l.rental, l.channel, l.phone_e164,
       l.phone_state, c.industry, coalesce(o.timezone, c.timezone) as "timezone!", w.weights as "weights?",
       exists (select 1 from access_v_location n where n.company_id = :company_id and n.status = 'ACTIVE'
         and lower(n.city) in (lower(l.origin_city), lower(l.rental ->> 'site_city'))) as "city_served!",
       exists (select 1 from fleet_v_equipment e where e.company_id = :company_id
         and e.class = l.rental ->> 'machine_class' and e.status not in ('RETIRED', 'SOLD')) as "class_in_fleet!",
       (select s.kind from move_source s where s.company_id = :company_id and lower(s.name) = lower(l.source)
         order by s.id limit 1) as "source_kind?",
       (select count(*) from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.kind = 'SUBMISSION') as "submissions!",
       exists (select 1 from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.kind = 'CALL_IN') as "called!",
       exists (select 1 from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and (t.kind in ('EMAIL_IN', 'SMS_IN', 'CALL_IN', 'MEETING')
           or (t.kind = 'CALL_OUT' and t.outcome = 'CONNECTED'))) as "answered!",
       exists (select 1 from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.kind = 'CLICK') as "opened!",
       (select count(*) from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.is_human) as "attempts!",
       exists (select 1 from fraud_flag f where f.company_id = :company_id and f.lead_id = l.id
         and f.cleared_at is null) as "flagged!",
       exists (select 1 from dispatch_v_job j where j.company_id = :company_id and j.customer_id = l.customer_id
         and j.status = 'COMPLETED') as "worked_before!",
       coalesce((select q.total_minor from quotes_v_quote q where q.company_id = :company_id and q.lead_id = l.id
         order by q.created_at desc, q.id limit 1), l.estimated_value_minor) as "value_minor?",
       (select percentile_disc(0.5) within group (order by w.accepted_total_minor)
          from (select q.accepted_total_minor from quotes_v_quote q where q.company_id = :company_id
            and q.location_id = l.location_id and q.accepted_at is not null
            order by q.created_at desc limit 200) w) as "median_minor?"
from lead l
join company c on c.id = l.company_id
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join score_setting w on w.company_id = l.company_id
where l.company_id = :company_id
  and l.id = any (:ids)
order by l.id
limit 200;

-- name: open_leads :many
-- Open leads after one, in the order of their ids: all of them are scored anew each night.
select l.id
from lead l
where l.company_id = :company_id
  and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
  and l.quarantined_at is null
  and l.id > :after
order by l.id
limit 200;

-- name: setting :opt
select s.weights, s.probability_shown, s.version, s.updated_at
from score_setting s
where s.company_id = :company_id;

-- name: put_setting :exec
insert into score_setting (company_id, id, weights, probability_shown)
values (:company_id, :id, :weights, :probability_shown)
on conflict (company_id) do update
set weights = excluded.weights,
    probability_shown = excluded.probability_shown;

-- name: history_counts :one
-- How much history there is, counted as far as it matters (SAL-14).
select (select count(*) from (select 1 from lead l where l.company_id = :company_id and l.status = 'WON'
         and l.received_at > :since and l.quarantined_at is null limit 1000) w) as "won!",
       (select count(*) from (select 1 from lead l where l.company_id = :company_id and l.status in ('LOST', 'UNQUALIFIED')
         and l.received_at > :since and l.quarantined_at is null limit 1000) n) as "lost!",
       (select count(*) from (select 1 from lead l where l.company_id = :company_id
         and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
         and l.received_at > :since and l.received_at < :stale and l.quarantined_at is null limit 1000) s) as "stale!",
       (select count(*) from (select 1 from lead l where l.company_id = :company_id and l.status = 'ARCHIVED'
         and l.status_before = 'WON' and l.received_at > :since and l.quarantined_at is null limit 1000) a)
         as "archived_won!",
       (select count(*) from (select 1 from lead l where l.company_id = :company_id and l.status = 'ARCHIVED'
         and l.status_before is distinct from 'WON' and l.received_at > :since and l.quarantined_at is null
         limit 1000) b) as "archived_lost!"
from company c
where c.id = :company_id;

-- name: history :many
-- What became of leads, in the order they came, with the moments at which they were looked at (SAL-14). A lead that has
-- been open for long counts as lost.
select l.id, l.received_at, l.location_id,
       l.status = 'WON' or (l.status = 'ARCHIVED' and l.status_before = 'WON') as "won!",
       case when l.status in ('WON', 'LOST', 'UNQUALIFIED', 'ARCHIVED') then l.closed_at end as "closed_at?",
       (select min(t.at) from lead_touch t where t.company_id = :company_id and t.lead_id = l.id and t.is_human)
         as "contacted_at?",
       (select min(e.created_at) from estimate e where e.company_id = :company_id and e.lead_id = l.id)
         as "estimated_at?",
       (select min(q.sent_at) from quotes_v_quote q where q.company_id = :company_id and q.lead_id = l.id)
         as "quoted_at?"
from lead l
where l.company_id = :company_id
  and l.quarantined_at is null
  and l.received_at >= :after_at
  and (l.received_at > :after_at or l.id > :after_id)
  and (l.status in ('WON', 'LOST', 'UNQUALIFIED', 'ARCHIVED') or l.received_at < :stale)
order by l.received_at, l.id
limit 2000;

-- name: facts_at :many
-- What was known of leads at a moment: the lead as it stood then, and only what had happened by then (SAL-14).
select w.n as "n!", l.id, l.received_at, coalesce(o.timezone, c.timezone) as "timezone!", l.location_id,
       i.image ->> 'channel' as "channel?", i.image ->> 'source' as "source?", i.image ->> 'email_match' as "email?",
       i.image ->> 'phone_e164' as "phone?", i.image ->> 'phone_state' as "phone_state?",
       i.image ->> 'move_size' as "move_size?", i.image ->> 'move_date' as "move_date?",
       i.image -> 'origin' as "origin?", i.image -> 'destination' as "destination?", i.image -> 'rental' as "rental?",
       (select min(t.at) from lead_touch t where t.company_id = :company_id and t.lead_id = l.id and t.is_human
         and t.at <= w.at) as "first_touch_at?",
       (select count(*) from lead_touch t where t.company_id = :company_id and t.lead_id = l.id and t.is_human
         and t.at <= w.at) as "attempts!",
       (select count(*) from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.kind = 'SUBMISSION' and t.at <= w.at) as "submissions!",
       exists (select 1 from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.kind = 'CALL_IN' and t.at <= w.at) as "called!",
       exists (select 1 from lead_touch t where t.company_id = :company_id and t.lead_id = l.id and t.at <= w.at
         and (t.kind in ('EMAIL_IN', 'SMS_IN', 'CALL_IN', 'MEETING')
           or (t.kind = 'CALL_OUT' and t.outcome = 'CONNECTED'))) as "answered!",
       exists (select 1 from lead_touch t where t.company_id = :company_id and t.lead_id = l.id
         and t.kind = 'CLICK' and t.at <= w.at) as "opened!",
       exists (select 1 from fraud_flag f where f.company_id = :company_id and f.lead_id = l.id
         and f.created_at <= w.at and (f.cleared_at is null or f.cleared_at > w.at)) as "flagged!",
       exists (select 1 from dispatch_v_job j where j.company_id = :company_id
         and j.customer_id = (i.image ->> 'customer_id')::uuid and j.status = 'COMPLETED' and j.actual_end <= w.at)
         as "worked_before!",
       exists (select 1 from estimate e where e.company_id = :company_id and e.lead_id = l.id
         and e.created_at <= w.at) as "estimated!",
       exists (select 1 from quotes_v_quote q where q.company_id = :company_id and q.lead_id = l.id
         and q.sent_at <= w.at) as "quoted!"
from unnest(:ids::uuid[], :times::timestamptz[]) with ordinality w (lead_id, at, n)
join lead l on l.company_id = :company_id and l.id = w.lead_id
join company c on c.id = l.company_id
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
cross join lateral (
  select h.image
  from row_change h
  where h.company_id = :company_id
    and h.table_name = 'lead'
    and h.row_id = w.lead_id
    and h.at <= w.at
  order by h.version desc
  limit 1
) i
order by w.n
limit 8000;

-- name: source_kinds :many
select s.name_key, s.kind
from move_source s
where s.company_id = :company_id
  and s.kind in ('REFERRAL', 'PARTNER')
order by s.name_key
limit 1000;

-- name: insert_model :exec
insert into score_model (company_id, id, model_version, state, state_reason, state_since, trained_at, history_from, leads,
  won, coefficients, calibration, report)
values (:company_id, :id, :model_version, :state, :state_reason, :now, :now, :history_from, :leads, :won, :coefficients,
  :calibration, :report);

-- name: lock_standing :many
-- The models that are not retired; nobody else trains or retires until the transaction ends.
select m.id, m.state, m.model_version
from score_model m
where m.company_id = :company_id
  and m.state in ('ACTIVE', 'SHADOW')
order by m.id
limit 2
for update;

-- name: set_model_state :exec
update score_model
set state = :state,
    state_reason = :state_reason,
    state_since = :now
where company_id = :company_id
  and id = :id;

-- name: last_model :opt
select m.model_version, m.trained_at
from score_model m
where m.company_id = :company_id
order by m.model_version desc
limit 1;

-- name: standing_model :opt
-- The model that speaks; else the one that is watched in silence.
select m.id, m.model_version, m.state, m.trained_at, m.coefficients, m.calibration
from score_model m
where m.company_id = :company_id
  and m.state in ('ACTIVE', 'SHADOW')
order by m.state
limit 1;

-- name: model_by_id :opt
select m.id, m.model_version, m.state, m.state_reason, m.state_since, m.trained_at, m.history_from, m.leads, m.won,
       m.coefficients, m.calibration, m.report, m.version
from score_model m
where m.company_id = :company_id
  and m.id = :id;

-- name: newest_models :many
select m.id, m.model_version, m.state, m.state_reason, m.state_since, m.trained_at, m.history_from, m.leads, m.won,
       m.report, m.version
from score_model m
where m.company_id = :company_id
  and m.model_version < :before
order by m.model_version desc
limit 50;

-- name: location_names :many
select l.id, l.name
from access_v_location l
where l.company_id = :company_id
  and l.id = any (:ids)
order by l.id
limit 200;

-- name: insert_conversion_score :exec
insert into conversion_score (company_id, id, lead_id, model_id, moment, probability_millionths, at)
values (:company_id, :id, :lead_id, :model_id, :moment, :probability_millionths, :at)
on conflict (company_id, lead_id, moment) do nothing;

-- name: watched :many
-- What the model said of the leads that closed last, and what became of them (SAL-15).
select k.id as "lead_id!", k.won as "won!", s.probability_millionths
from (
  select l.id, l.status = 'WON' or (l.status = 'ARCHIVED' and l.status_before = 'WON') as won
  from lead l
  where l.company_id = :company_id
    and l.closed_at is not null
    and l.closed_at > :since
    and l.quarantined_at is null
    and exists (select 1 from conversion_score e where e.company_id = :company_id and e.lead_id = l.id
      and e.model_id = :model_id)
  order by l.closed_at desc, l.id
  limit 500
) k
join conversion_score s on s.company_id = :company_id and s.lead_id = k.id and s.model_id = :model_id
order by k.id, s.moment
limit 2000;
