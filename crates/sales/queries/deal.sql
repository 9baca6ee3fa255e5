-- name: deal_by_id :opt
select d.id, d.number, d.pipeline_id, p.name_en as pipeline_name_en, p.name_fr as pipeline_name_fr, d.stage_id,
       s.name_en as stage_name_en, s.name_fr as stage_name_fr, s.age_limit_days, d.stage, d.stage_since, d.lead_id,
       l.number as "lead_number?", l.status as "lead_status?", d.customer_id, c.display_name as "customer_name!",
       d.location_id, o.name as "location_name?", coalesce(o.timezone, co.timezone) as "timezone!", d.assigned_to,
       u.name as "assigned_name?", d.title, d.value_minor, d.currency, d.value_source, d.value_fixed, d.value_quote_id,
       d.probability, d.probability_by_hand, d.expected_close, d.source, d.machine_class, d.start_date, d.days,
       d.competitor, d.notes, d.won_reason, d.lost_reason, d.closed_at, d.created_at, d.created_by, d.updated_at, d.version
from deal d
join company co on co.id = d.company_id
join pipeline p on p.company_id = d.company_id and p.id = d.pipeline_id
join pipeline_stage s on s.company_id = d.company_id and s.id = d.stage_id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
left join lead l on l.company_id = d.company_id and l.id = d.lead_id
left join access_v_location o on o.company_id = d.company_id and o.id = d.location_id
left join access_v_user u on u.company_id = d.company_id and u.id = d.assigned_to
where d.company_id = :company_id
  and d.id = :id;

-- name: lock_deals :many
-- Several that are moved together are locked in one order, so that two people never wait for each other.
select d.id, d.number, d.title, d.pipeline_id, d.stage_id, d.stage, d.stage_since, d.lead_id, d.location_id,
       d.assigned_to, d.created_by, d.value_minor, d.currency, d.value_fixed, d.value_quote_id, d.probability,
       d.probability_by_hand, d.won_reason, d.lost_reason, d.closed_at, d.version
from deal d
where d.company_id = :company_id
  and d.id = any (:ids)
order by d.id
limit 200
for update of d;

-- name: deal_list :list
-- row: DealCardRow
-- resource: deal d
-- sort: created_at desc = d.created_at, number = d.number, value_minor = d.value_minor, stage_since = d.stage_since, expected_close = d.expected_close
-- filter: stage = d.stage text, pipeline_id = d.pipeline_id id:pipeline, stage_id = d.stage_id id:pipeline_stage, assigned_to = d.assigned_to id:app_user, location_id = d.location_id id:location, customer_id = d.customer_id id:customer, lead_id = d.lead_id id:lead, expected_close = d.expected_close date, created_at = d.created_at timestamptz
-- search: deal_search
select d.id, d.number, d.title, d.pipeline_id, d.stage_id, d.stage, s.name_en as stage_name_en,
       s.name_fr as stage_name_fr, s.age_limit_days, d.stage_since, d.lead_id, d.customer_id,
       c.display_name as "customer_name!", d.location_id, o.name as "location_name?",
       coalesce(o.timezone, co.timezone) as "timezone!", d.assigned_to, u.name as "assigned_name?", d.value_minor,
       d.currency, d.value_source, d.probability, d.expected_close, d.machine_class, d.start_date, d.closed_at,
       d.created_at, d.version
from deal d
join company co on co.id = d.company_id
join pipeline_stage s on s.company_id = d.company_id and s.id = d.stage_id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
left join access_v_location o on o.company_id = d.company_id and o.id = d.location_id
left join access_v_user u on u.company_id = d.company_id and u.id = d.assigned_to
where d.company_id = :company_id;

-- name: deal_column_totals :many
-- All cards of a board by stage and currency, within reach; closed ones for a while.
select k.stage_id as "stage_id!", k.currency as "currency!", k.cards as "cards!", k.value_minor as "value_minor!",
       k.weighted as "weighted!"
from (
  select d.stage_id, d.currency, count(*) as cards, sum(d.value_minor)::bigint as value_minor,
         sum(d.value_minor * d.probability)::bigint as weighted
  from pipeline_stage s
  join deal d on d.company_id = s.company_id and d.stage_id = s.id
  where s.company_id = :company_id
    and s.pipeline_id = :pipeline_id
    and (d.closed_at is null or d.closed_at > :since)
    and (:everywhere! or d.location_id is null or d.location_id = any (:locations!) or d.assigned_to = :mine!
      or d.created_by = :mine!)
    and (:assigned_to?::uuid is null or d.assigned_to = :assigned_to?)
    and (:location_id?::uuid is null or d.location_id = :location_id?)
  group by d.stage_id, d.currency
) k
order by k.stage_id, k.currency
limit 200;

-- name: deal_column_cards :many
-- row: DealCardRow
-- The fifty of each column that moved last.
select d.id, d.number, d.title, d.pipeline_id, d.stage_id, d.stage, s.name_en as stage_name_en,
       s.name_fr as stage_name_fr, s.age_limit_days, d.stage_since, d.lead_id, d.customer_id,
       c.display_name as "customer_name!", d.location_id, o.name as "location_name?",
       coalesce(o.timezone, co.timezone) as "timezone!", d.assigned_to, u.name as "assigned_name?", d.value_minor,
       d.currency, d.value_source, d.probability, d.expected_close, d.machine_class, d.start_date, d.closed_at,
       d.created_at, d.version
from pipeline_stage s
join company co on co.id = s.company_id
cross join lateral (
  select i.id
  from deal i
  where i.company_id = :company_id
    and i.stage_id = s.id
    and (i.closed_at is null or i.closed_at > :since)
    and (:everywhere! or i.location_id is null or i.location_id = any (:locations!) or i.assigned_to = :mine!
      or i.created_by = :mine!)
    and (:assigned_to?::uuid is null or i.assigned_to = :assigned_to?)
    and (:location_id?::uuid is null or i.location_id = :location_id?)
  order by i.stage_since desc, i.id
  limit 50
) k
join deal d on d.company_id = :company_id and d.id = k.id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
left join access_v_location o on o.company_id = d.company_id and o.id = d.location_id
left join access_v_user u on u.company_id = d.company_id and u.id = d.assigned_to
where s.company_id = :company_id
  and s.pipeline_id = :pipeline_id
  and s.is_active
order by s.position, d.stage_since desc, d.id
limit 1000;

-- name: insert_deal :exec
insert into deal (company_id, id, number, pipeline_id, stage_id, stage, stage_since, lead_id, customer_id, location_id,
  assigned_to, title, title_key, value_minor, currency, value_fixed, probability, probability_by_hand, expected_close,
  source, machine_class, start_date, days, competitor, notes)
values (:company_id, :id, :number, :pipeline_id, :stage_id, :stage, :now, :lead_id, :customer_id, :location_id,
  :assigned_to, :title, :title_key, :value_minor, :currency, :value_fixed, :probability, :probability_by_hand,
  :expected_close, :source, :machine_class, :start_date, :days, :competitor, :notes);

-- name: change_deal :exec
-- What is absent stays; an empty text clears.
update deal d
set title = :title,
    title_key = :title_key,
    value_minor = :value_minor,
    currency = :currency,
    value_source = :value_source,
    value_fixed = :value_fixed,
    value_quote_id = :value_quote_id,
    probability = :probability,
    probability_by_hand = :probability_by_hand,
    expected_close = coalesce(:expected_close?, d.expected_close),
    assigned_to = coalesce(:assigned_to?, d.assigned_to),
    location_id = coalesce(:location_id?, d.location_id),
    source = nullif(coalesce(:source?, d.source), ''),
    machine_class = nullif(coalesce(:machine_class?, d.machine_class), ''),
    start_date = coalesce(:start_date?, d.start_date),
    days = coalesce(:days?, d.days),
    competitor = nullif(coalesce(:competitor?, d.competitor), ''),
    notes = nullif(coalesce(:notes?, d.notes), '')
where d.company_id = :company_id
  and d.id = :id;

-- name: set_deal_stage :exec
update deal
set stage_id = :stage_id,
    stage = :stage,
    stage_since = :stage_since,
    probability = :probability,
    probability_by_hand = :probability_by_hand,
    won_reason = :won_reason,
    lost_reason = :lost_reason,
    closed_at = :closed_at
where company_id = :company_id
  and id = :id;

-- name: set_deal_value :exec
update deal
set value_minor = :value_minor,
    currency = :currency,
    value_source = 'QUOTE',
    value_quote_id = :value_quote_id
where company_id = :company_id
  and id = :id;

-- name: insert_stage_change :exec
insert into stage_change (company_id, id, deal_id, lead_id, batch_id, from_stage, to_stage, from_stage_id, to_stage_id,
  reason, before, actor_id, at)
values (:company_id, :id, :deal_id, :lead_id, :batch_id, :from_stage, :to_stage, :from_stage_id, :to_stage_id, :reason,
  :before, :actor_id, :now);

-- name: changes_of_deal :many
select h.id, h.from_stage, h.to_stage, f.name_en as "from_name_en?", f.name_fr as "from_name_fr?",
       t.name_en as "to_name_en?", t.name_fr as "to_name_fr?", h.reason, h.at, u.name as "by_name?"
from stage_change h
left join pipeline_stage f on f.company_id = h.company_id and f.id = h.from_stage_id
left join pipeline_stage t on t.company_id = h.company_id and t.id = h.to_stage_id
left join access_v_user u on u.company_id = h.company_id and u.id = h.actor_id
where h.company_id = :company_id
  and h.deal_id = :deal_id!
order by h.at desc, h.id desc
limit 100;

-- name: changes_of_batch :many
select h.id, h.deal_id as "deal_id!", h.from_stage_id as "from_stage_id!", h.to_stage_id as "to_stage_id!",
       h.from_stage as "from_stage!", h.to_stage, h.before, h.actor_id, h.at
from stage_change h
where h.company_id = :company_id
  and h.batch_id = :batch_id!
  and h.deal_id is not null
order by h.deal_id, h.id
limit 200;

-- name: quotes_of_deal :many
select q.id, q.number, q.quote_version, q.status, q.title, q.total_minor, q.accepted_total_minor, q.currency,
       q.service_date, q.valid_until, q.sent_at, q.accepted_at
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = :company_id
  and k.deal_id = :deal_id
order by k.created_at desc, k.id desc
limit 50;

-- name: value_from_quotes :opt
-- The newest quote that was sent or accepted: what the deal is worth (SAL-19).
select q.id, coalesce(q.accepted_total_minor, q.total_minor) as "total_minor!", q.currency
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = :company_id
  and k.deal_id = :deal_id
  and q.status in ('SENT', 'VIEWED', 'ACCEPTED', 'CONVERTED')
order by coalesce(q.accepted_at, q.sent_at) desc nulls last, q.created_at desc, q.id desc
limit 1;

-- name: quotes_sent :one
-- How many of the deal's quotes went out, and whether one was accepted.
select count(*) filter (where q.sent_at is not null) as "sent!",
       count(*) filter (where q.status in ('ACCEPTED', 'CONVERTED')) as "accepted!"
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = :company_id
  and k.deal_id = :deal_id;

-- name: with_accepted_quote :many
-- Those of several deals that have an accepted quote.
select k.deal_id
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = :company_id
  and k.deal_id = any (:ids)
  and q.status in ('ACCEPTED', 'CONVERTED')
order by k.deal_id
limit 1000;

-- name: scheduling :opt
-- What the job behind a won deal starts from.
select a.quote_id, a.service_date, a.machines, j.id as "job_id?", j.number as "job_number?"
from deal_quote k
join quotes_v_accepted a on a.company_id = k.company_id and a.quote_id = k.quote_id
left join dispatch_v_job j on j.company_id = k.company_id and j.quote_id = k.quote_id
where k.company_id = :company_id
  and k.deal_id = :deal_id
order by a.accepted_at desc, a.quote_id
limit 1;

-- name: quote_facts :opt
select q.id, q.customer_id, q.lead_id, q.status, q.location_id
from quotes_v_quote q
where q.company_id = :company_id
  and q.id = :id;

-- name: deal_of_quote :opt
select k.deal_id
from deal_quote k
where k.company_id = :company_id
  and k.quote_id = :quote_id;

-- name: deal_of_lead :opt
-- The deal a lead's quotes belong to: the open one, else the newest.
select d.id
from deal d
where d.company_id = :company_id
  and d.lead_id = :lead_id!
order by (d.closed_at is null) desc, d.created_at desc, d.id
limit 1;

-- name: first_deal_of_lead :opt
-- The deal the lead was converted into.
select d.id
from deal d
where d.company_id = :company_id
  and d.lead_id = :lead_id!
order by d.created_at, d.id
limit 1;

-- name: open_deals_of_lead :one
select count(*) as "open!"
from deal d
where d.company_id = :company_id
  and d.lead_id = :lead_id!
  and d.closed_at is null
  and d.id <> :besides;

-- name: add_deal_quote :exec
insert into deal_quote (company_id, id, deal_id, quote_id)
values (:company_id, :id, :deal_id, :quote_id)
on conflict (company_id, quote_id) do nothing;

-- name: quotes_of_lead :many
-- Quotes of the lead that belong to no deal yet.
select q.id
from quotes_v_quote q
where q.company_id = :company_id
  and q.lead_id = :lead_id!
  and not exists (select 1 from deal_quote k where k.company_id = :company_id and k.quote_id = q.id)
order by q.created_at, q.id
limit 50;

-- name: company_currency :one
select c.currency, c.industry, c.timezone
from company c
where c.id = :company_id;

-- name: deal_of_sibling :opt
-- The deal of another version of the same quote.
select k.deal_id
from quotes_v_quote q
join quotes_v_quote s on s.company_id = q.company_id and s.number = q.number and s.id <> q.id
join deal_quote k on k.company_id = s.company_id and k.quote_id = s.id
where q.company_id = :company_id
  and q.id = :quote_id
order by s.quote_version desc
limit 1;
