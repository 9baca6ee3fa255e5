-- name: outcomes :many
-- What became of the leads that came in a stretch of days, by what they are told apart by (SAL-33), within reach.
select k.key as "key?", k.leads as "leads!", k.won as "won!", k.lost as "lost!", k.open as "open!", k.cost_minor as "cost_minor?",
       k.costed as "costed!"
from (
  select case :by!::text
           when 'SOURCE' then l.source
           when 'PROVIDER' then p.name
           when 'CAMPAIGN' then coalesce(l.tracking ->> 'utmcampaign', l.tracking ->> 'utm_campaign')
           when 'REP' then u.name
           when 'LOCATION' then o.name
           when 'SERVICE' then l.service_type
           when 'SIZE' then coalesce(nullif(l.move_size, ''), nullif(l.rental ->> 'machine_class', ''))
           when 'HOUR' then to_char(l.received_at at time zone coalesce(o.timezone, c.timezone), 'HH24')
         end as key,
         count(*) as leads,
         count(*) filter (where l.status = 'WON' or (l.status = 'ARCHIVED' and l.status_before = 'WON')) as won,
         count(*) filter (where l.status = 'LOST' or (l.status = 'ARCHIVED' and l.status_before = 'LOST')) as lost,
         count(*) filter (where l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')) as open,
         sum(coalesce(p.cost_per_lead_minor, s.cost_per_lead_minor))::bigint as cost_minor,
         count(coalesce(p.cost_per_lead_minor, s.cost_per_lead_minor)) as costed
  from lead l
  join company c on c.id = l.company_id
  left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
  left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
  left join lead_provider p on p.company_id = l.company_id and p.id = l.provider_id
  left join move_source s on s.company_id = l.company_id and s.name = l.source
  where l.company_id = :company_id
    and l.received_at >= :from
    and l.received_at < :to
    and l.quarantined_at is null
    and (:everywhere! or l.location_id is null or l.location_id = any (:locations!) or l.assigned_to = :mine!
      or l.created_by = :mine!)
    and (:location_id?::uuid is null or l.location_id = :location_id?)
  group by 1
) k
order by k.leads desc, k.key
limit 500;

-- name: open_by_month :many
-- Open deals by the month they are expected to close in, location, class and currency (SAL-34), within reach.
select k.month as "month?", k.location_id as "location_id?", o.name as "location_name?", k.machine_class as "machine_class?",
       k.currency as "currency!", k.deals as "deals!", k.value_minor as "value_minor!", k.weighted as "weighted!",
       k.committed_minor as "committed_minor!"
from (
  select date_trunc('month', d.expected_close::timestamp)::date as month, d.location_id, d.machine_class, d.currency,
         count(*) as deals, sum(d.value_minor)::bigint as value_minor,
         sum(d.value_minor * d.probability)::bigint as weighted,
         coalesce(sum(d.value_minor) filter (where d.stage = 'NEGOTIATION'), 0)::bigint as committed_minor
  from deal d
  where d.company_id = :company_id
    and d.closed_at is null
    and (:everywhere! or d.location_id is null or d.location_id = any (:locations!) or d.assigned_to = :mine!
      or d.created_by = :mine!)
    and (:location_id?::uuid is null or d.location_id = :location_id?)
  group by 1, 2, 3, 4
) k
left join access_v_location o on o.company_id = :company_id and o.id = k.location_id
order by k.month nulls last, k.location_id, k.machine_class, k.currency
limit 2000;

-- name: won_by_month :many
-- What was won in the months since, in each company-local month and currency, within reach.
select k.month as "month!", k.currency as "currency!", k.deals as "deals!", k.value_minor as "value_minor!"
from (
  select date_trunc('month', d.closed_at at time zone c.timezone)::date as month, d.currency, count(*) as deals,
         sum(d.value_minor)::bigint as value_minor
  from deal d
  join company c on c.id = d.company_id
  where d.company_id = :company_id
    and d.closed_at >= :since
    and d.stage = 'WON'
    and (:everywhere! or d.location_id is null or d.location_id = any (:locations!) or d.assigned_to = :mine!
      or d.created_by = :mine!)
    and (:location_id?::uuid is null or d.location_id = :location_id?)
  group by 1, 2
) k
order by k.month, k.currency
limit 200;

-- name: pace :many
-- What the velocity is made of: open deals and their mean, deals closed since and how long the won ones took.
select k.currency as "currency!", sum(k.open)::bigint as "open!", sum(k.open_minor)::bigint as "open_minor!",
       sum(k.won)::bigint as "won!", sum(k.lost)::bigint as "lost!", sum(k.won_seconds)::bigint as "won_seconds!"
from (
  select d.currency, count(*) as open, sum(d.value_minor)::bigint as open_minor, 0 as won, 0 as lost, 0 as won_seconds
  from deal d
  where d.company_id = :company_id
    and d.closed_at is null
    and (:everywhere! or d.location_id is null or d.location_id = any (:locations!) or d.assigned_to = :mine!
      or d.created_by = :mine!)
    and (:location_id?::uuid is null or d.location_id = :location_id?)
  group by d.currency
  union all
  select d.currency, 0, 0, count(*) filter (where d.stage = 'WON'), count(*) filter (where d.stage = 'LOST'),
         coalesce(sum(extract(epoch from d.closed_at - d.created_at)) filter (where d.stage = 'WON'), 0)::bigint
  from deal d
  where d.company_id = :company_id
    and d.closed_at >= :since
    and (:everywhere! or d.location_id is null or d.location_id = any (:locations!) or d.assigned_to = :mine!
      or d.created_by = :mine!)
    and (:location_id?::uuid is null or d.location_id = :location_id?)
  group by d.currency
) k
group by k.currency
order by 2 desc, k.currency
limit 10;

-- name: forecasts_made :many
-- What was forecast for each month: the last snapshot from before the month began, else its first one.
select k.month as "month!", k.day as "day!", k.currency as "currency!", k.weighted_minor as "weighted_minor!"
from (
  select f.month, f.day, f.currency, sum(f.weighted_minor)::bigint as weighted_minor,
         row_number() over (partition by f.month, f.currency
           order by (f.day < f.month) desc, case when f.day < f.month then f.day end desc, f.day) as place
  from forecast_snapshot f
  where f.company_id = :company_id
    and f.month >= :since
    and (:everywhere! or f.location_id is null or f.location_id = any (:locations!))
    and (:location_id?::uuid is null or f.location_id = :location_id?)
  group by f.month, f.day, f.currency
) k
where k.place = 1
order by k.month, k.currency
limit 200;

-- name: snapshot_taken :one
select exists (select 1 from forecast_snapshot f where f.company_id = :company_id and f.day = :day) as "any!";

-- name: insert_snapshot :exec
insert into forecast_snapshot (company_id, id, day, month, location_id, machine_class, currency, deals, value_minor,
  weighted_minor, committed_minor)
values (:company_id, :id, :day, :month, :location_id, :machine_class, :currency, :deals, :value_minor, :weighted_minor,
  :committed_minor)
on conflict (company_id, day, month, location_id, machine_class, currency) do nothing;

-- name: targets_between :many
-- Targets of some months: of one location, else of the company as a whole.
select t.month, t.currency, t.amount_minor
from sales_target t
where t.company_id = :company_id
  and t.month >= :from
  and t.month < :to
  and t.location_id is not distinct from :location_id?
order by t.month, t.currency
limit 200;

-- name: target_list :list
-- row: TargetRow
-- resource: sales_target t
-- sort: month desc = t.month
-- filter: month = t.month date, location_id = t.location_id id:location
select t.id, t.month, t.location_id, o.name as "location_name?", t.amount_minor, t.currency, t.version
from sales_target t
left join access_v_location o on o.company_id = t.company_id and o.id = t.location_id
where t.company_id = :company_id;

-- name: target_at :opt
select t.id
from sales_target t
where t.company_id = :company_id
  and t.month = :month
  and t.location_id is not distinct from :location_id?
  and t.currency = :currency
for update;

-- name: insert_target :exec
insert into sales_target (company_id, id, month, location_id, amount_minor, currency)
values (:company_id, :id, :month, :location_id, :amount_minor, :currency);

-- name: set_target :exec
update sales_target
set amount_minor = :amount_minor
where company_id = :company_id
  and id = :id;

-- name: target_by_id :opt
-- row: TargetRow
select t.id, t.month, t.location_id, o.name as "location_name?", t.amount_minor, t.currency, t.version
from sales_target t
left join access_v_location o on o.company_id = t.company_id and o.id = t.location_id
where t.company_id = :company_id
  and t.id = :id;
