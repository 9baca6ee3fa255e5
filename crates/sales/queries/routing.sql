-- name: hours_of :many
select h.weekday, h.from_minute, h.to_minute
from answering_hours h
where h.company_id = :company_id
  and h.location_id = :location_id
order by h.weekday, h.from_minute
limit 100;

-- name: clear_hours :exec
delete from answering_hours
where company_id = :company_id
  and location_id = :location_id;

-- name: insert_hours :exec
insert into answering_hours (company_id, id, location_id, weekday, from_minute, to_minute)
values (:company_id, :id, :location_id, :weekday, :from_minute, :to_minute);

-- name: places :many
-- Where a lead may go that no rule sends anywhere.
select l.id, l.city, l.province, l.country as "country!", l.timezone as "timezone!"
from access_v_location l
where l.company_id = :company_id
  and l.status = 'ACTIVE'
order by l.created_at, l.id
limit 200;

-- name: rules :many
select r.id, r.name, r.position, r.condition, r.location_id, r.pool_id, r.is_active, r.rule_version, r.version
from routing_rule r
where r.company_id = :company_id
order by r.position, r.id
limit 200;

-- name: rule_facts :opt
select r.id, r.location_id, r.rule_version
from routing_rule r
where r.company_id = :company_id
  and r.id = :id
for update;

-- name: insert_rule :exec
insert into routing_rule (company_id, id, name, position, condition, location_id, pool_id, is_active)
values (:company_id, :id, :name, :position, :condition, :location_id, :pool_id, :is_active);

-- name: set_rule :exec
update routing_rule r
set name = :name,
    position = :position,
    condition = :condition,
    location_id = :location_id,
    pool_id = :pool_id,
    is_active = :is_active,
    rule_version = r.rule_version + 1
where r.company_id = :company_id
  and r.id = :id;

-- name: pools :many
select p.id, p.name, p.location_id, l.name as "location_name?", p.is_default, p.fallback_to, u.name as "fallback_name?",
       p.is_active, p.version
from routing_pool p
left join access_v_location l on l.company_id = p.company_id and l.id = p.location_id
left join access_v_user u on u.company_id = p.company_id and u.id = p.fallback_to
where p.company_id = :company_id
order by p.name, p.id
limit 200;

-- name: pool_of :opt
-- The pool of a lead at a location: its own default, else the company's.
select p.id
from routing_pool p
where p.company_id = :company_id
  and p.is_active
  and p.is_default
  and (p.location_id = :location_id? or p.location_id is null)
order by p.location_id nulls last, p.id
limit 1;

-- name: lock_pool :opt
-- One lead at a time is given to a pool, so that equal leads never go to the same member twice.
select p.id, p.name, p.location_id, p.fallback_to, p.is_active
from routing_pool p
where p.company_id = :company_id
  and p.id = :id
for update;

-- name: insert_pool :exec
insert into routing_pool (company_id, id, name, location_id, is_default, fallback_to, is_active)
values (:company_id, :id, :name, :location_id, :is_default, :fallback_to, :is_active);

-- name: set_pool :exec
update routing_pool
set name = :name,
    location_id = :location_id,
    is_default = :is_default,
    fallback_to = :fallback_to,
    is_active = :is_active
where company_id = :company_id
  and id = :id;

-- name: all_members :many
select m.id, m.pool_id, m.user_id, u.name as "name!", m.weight, m.open_cap, m.untouched_cap, m.languages, m.is_active
from routing_pool p
join pool_member m on m.company_id = p.company_id and m.pool_id = p.id
join access_v_user u on u.company_id = m.company_id and u.id = m.user_id
where p.company_id = :company_id
order by p.name, p.id, u.name, m.id
limit 2000;

-- name: members :many
-- The members of a pool with what they have open.
select m.user_id, u.name as "name!", m.is_active and u.status = 'ACTIVE' as "is_active!", m.weight, m.open_cap, m.untouched_cap,
       m.languages, m.assigned_day, m.assigned_today, m.last_assigned_at,
       (select count(*) from lead l where l.company_id = :company_id and l.assigned_to = m.user_id
         and l.quarantined_at is null
         and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')) as "open!",
       (select count(*) from lead l where l.company_id = :company_id and l.assigned_to = m.user_id
         and l.quarantined_at is null and l.first_touch_at is null
         and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')) as "untouched!"
from pool_member m
join access_v_user u on u.company_id = m.company_id and u.id = m.user_id
where m.company_id = :company_id
  and m.pool_id = :pool_id
order by m.user_id
limit 200;

-- name: put_member :exec
insert into pool_member (company_id, id, pool_id, user_id, weight, open_cap, untouched_cap, languages, is_active)
values (:company_id, :id, :pool_id, :user_id, :weight, :open_cap, :untouched_cap, :languages, :is_active)
on conflict (company_id, pool_id, user_id) do update
set weight = excluded.weight,
    open_cap = excluded.open_cap,
    untouched_cap = excluded.untouched_cap,
    languages = excluded.languages,
    is_active = excluded.is_active;

-- name: remove_members :exec
delete from pool_member
where company_id = :company_id
  and pool_id = :pool_id
  and user_id <> all (:kept);

-- name: note_given :exec
update pool_member m
set assigned_today = case when m.assigned_day = :today! then m.assigned_today + 1 else 1 end,
    assigned_day = :today!,
    last_assigned_at = :now
where m.company_id = :company_id
  and m.pool_id = :pool_id
  and m.user_id = :user_id;

-- name: insert_log :exec
insert into routing_log (company_id, id, lead_id, rule_id, rule_version, pool_id, location_id, chosen, outcome, candidates,
  at)
values (:company_id, :id, :lead_id, :rule_id, :rule_version, :pool_id, :location_id, :chosen, :outcome, :candidates, :now);

-- name: log_of_lead :opt
select g.outcome, r.name as "rule_name?", p.name as "pool_name?", o.name as "location_name?", g.chosen,
       u.name as "chosen_name?", g.candidates, g.at, g.pool_id, g.rule_id
from routing_log g
left join routing_rule r on r.company_id = g.company_id and r.id = g.rule_id
left join routing_pool p on p.company_id = g.company_id and p.id = g.pool_id
left join access_v_location o on o.company_id = g.company_id and o.id = g.location_id
left join access_v_user u on u.company_id = g.company_id and u.id = g.chosen
where g.company_id = :company_id
  and g.lead_id = :lead_id
order by g.at desc, g.id desc
limit 1;

-- name: recent_leads :many
select l.id
from lead l
where l.company_id = :company_id
  and l.received_at > :since
  and l.quarantined_at is null
order by l.received_at desc, l.id
limit 200;

-- name: due_leads :many
-- Those whose wait has reached a level; whoever looks at one keeps it to the end.
select l.id
from lead l
where l.company_id = :company_id
  and l.escalation_due_at <= :now
order by l.escalation_due_at, l.id
limit 50
for update of l skip locked;

-- name: set_routed :exec
update lead l
set location_id = coalesce(l.location_id, :location_id?),
    assigned_to = coalesce(:assigned_to?, l.assigned_to)
where l.company_id = :company_id
  and l.id = :id;

-- name: set_wait :exec
update lead
set escalation = :escalation,
    escalation_due_at = :due_at,
    handed_over = :handed_over
where company_id = :company_id
  and id = :id;

-- name: set_business_minutes :exec
update lead
set business_minutes = :business_minutes,
    escalation_due_at = null
where company_id = :company_id
  and id = :id;

-- name: answered :many
-- Open minutes to the first human touch: the median and the ninth tenth, by person, source, location or hour.
select k.bucket as "bucket!", k.leads as "leads!", k.p50 as "p50!", k.p90 as "p90!"
from (
  select case :by! when 'USER' then coalesce(u.name, '-') when 'SOURCE' then l.source
           when 'LOCATION' then coalesce(o.name, '-')
           else to_char(l.first_touch_at at time zone coalesce(o.timezone, 'UTC'), 'HH24') end as bucket,
         count(*) as leads,
         percentile_disc(0.5) within group (order by l.business_minutes) as p50,
         percentile_disc(0.9) within group (order by l.business_minutes) as p90
  from lead l
  left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
  left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
  where l.company_id = :company_id
    and l.business_minutes is not null
    and l.first_touch_at > :since
    and (:everywhere! or l.location_id is null or l.location_id = any (:locations!) or l.assigned_to = :mine!
      or l.created_by = :mine!)
  group by 1
) k
order by k.leads desc, k.bucket
limit 100;
