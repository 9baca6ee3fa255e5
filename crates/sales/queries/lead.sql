-- name: defaults :one
-- What a lead is read with: country and zone of its location, else of the first location.
select c.language, c.industry, c.timezone as company_timezone,
       coalesce(
         (select l.country from access_v_location l where l.company_id = :company_id and l.id = :location_id?),
         (select l.country from access_v_location l where l.company_id = :company_id order by l.created_at, l.id limit 1),
         'CA') as "country!",
       (select l.timezone from access_v_location l where l.company_id = :company_id and l.id = :location_id?) as "timezone?"
from company c
where c.id = :company_id;

-- name: location_by_code :opt
select l.id
from access_v_location l
where l.company_id = :company_id
  and l.code = :code;

-- name: lead_by_id :opt
select l.id, l.number, l.customer_id, l.location_id, o.name as "location_name?", l.assigned_to, u.name as "assigned_name?",
       l.first_name, l.last_name, l.full_name, l.company_name, l.email, l.phone, l.email_match, l.phone_e164,
       l.phone_extension, l.phone_state, l.language, l.source, l.channel, l.status, l.status_before, l.status_since,
       l.priority, l.priority_by_hand, l.service_type, l.move_size, l.move_date, l.move_date_open, l.origin,
       l.destination, l.origin_city, l.destination_city, l.distance_km, l.rental, l.estimated_value_minor, l.score,
       l.score_reasons, l.notes, l.tracking, l.received_at, l.clock_started_at, l.first_touch_at, l.last_contact_at,
       l.follow_up_at, l.touches, l.reopened, l.quarantined_at, l.lost_reason, l.closed_at, l.converted_at, l.quote_id,
       l.escalation, l.escalation_due_at, l.handed_over, l.business_minutes, l.version
from lead l
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
where l.company_id = :company_id
  and l.id = :id;

-- name: lock_lead :opt
-- Two who change one lead at once wait for each other.
select l.status
from lead l
where l.company_id = :company_id
  and l.id = :id
for update;

-- name: lead_list :list
-- row: LeadCardRow
-- resource: lead l
-- sort: received_at desc = l.received_at, number = l.number, score = l.score, move_date = l.move_date
-- filter: status = l.status text, priority = l.priority text, assigned_to = l.assigned_to id:app_user, source = l.source text, service_type = l.service_type text, location_id = l.location_id id:location, customer_id = l.customer_id id:customer, score = l.score integer, received_at = l.received_at timestamptz, move_date = l.move_date date
-- search: lead_search
select l.id, l.number, l.full_name, l.company_name, l.email, l.phone, l.status, l.priority, l.source, l.service_type,
       l.move_size, l.move_date, l.origin_city, l.destination_city, l.location_id, o.name as "location_name?",
       l.assigned_to, u.name as "assigned_name?", l.score, l.received_at, l.first_touch_at, l.clock_started_at,
       l.customer_id, l.converted_at, l.escalation, l.version
from lead l
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
where l.company_id = :company_id
  and l.quarantined_at is null;

-- name: lead_quarantine_list :list
-- row: LeadCardRow
-- resource: lead l
-- sort: received_at desc = l.received_at, number = l.number
-- filter: source = l.source text, location_id = l.location_id id:location
select l.id, l.number, l.full_name, l.company_name, l.email, l.phone, l.status, l.priority, l.source, l.service_type,
       l.move_size, l.move_date, l.origin_city, l.destination_city, l.location_id, o.name as "location_name?",
       l.assigned_to, u.name as "assigned_name?", l.score, l.received_at, l.first_touch_at, l.clock_started_at,
       l.customer_id, l.converted_at, l.escalation, l.version
from lead l
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
where l.company_id = :company_id
  and l.quarantined_at is not null
  and l.status <> 'UNQUALIFIED';

-- name: board_counts :many
-- All cards of the board by status, within reach; closed ones for a while.
select k.status as "status!", k.cards as "count!"
from (
  select l.status, count(*) as cards
  from lead l
  where l.company_id = :company_id
    and l.quarantined_at is null
    and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
    and (:everywhere! or l.location_id is null or l.location_id = any (:locations!) or l.assigned_to = :mine!
      or l.created_by = :mine!)
  group by l.status
  union all
  select l.status, count(*)
  from lead l
  where l.company_id = :company_id
    and l.quarantined_at is null
    and l.status in ('WON', 'LOST')
    and l.closed_at > :since
    and (:everywhere! or l.location_id is null or l.location_id = any (:locations!) or l.assigned_to = :mine!
      or l.created_by = :mine!)
  group by l.status
) k
order by k.status
limit 10;

-- name: board_cards :many
-- row: LeadCardRow
-- The newest fifty cards of each column.
select l.id, l.number, l.full_name, l.company_name, l.email, l.phone, l.status, l.priority, l.source, l.service_type,
       l.move_size, l.move_date, l.origin_city, l.destination_city, l.location_id, o.name as "location_name?",
       l.assigned_to, u.name as "assigned_name?", l.score, l.received_at, l.first_touch_at, l.clock_started_at,
       l.customer_id, l.converted_at, l.escalation, l.version
from unnest(array['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION', 'WON', 'LOST']) k (status)
cross join lateral (
  select i.id
  from lead i
  where i.company_id = :company_id
    and i.status = k.status
    and i.quarantined_at is null
    and (k.status not in ('WON', 'LOST') or i.closed_at > :since)
    and (:everywhere! or i.location_id is null or i.location_id = any (:locations!) or i.assigned_to = :mine!
      or i.created_by = :mine!)
  order by i.received_at desc, i.id
  limit 50
) p
join lead l on l.company_id = :company_id and l.id = p.id
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
order by l.status, l.received_at desc, l.id
limit 350;

-- name: insert_lead :exec
insert into lead (company_id, id, number, customer_id, location_id, assigned_to, first_name, last_name, full_name,
  company_name, name_key, email, phone, email_match, phone_e164, phone_extension, phone_state, language, source,
  provider_id, channel, status_since, service_type, move_size, move_date, move_date_open, origin, destination,
  origin_city, destination_city, rental, notes, tracking, network, received_at, clock_started_at, quarantined_at)
values (:company_id, :id, :number, :customer_id, :location_id, :assigned_to, :first_name, :last_name, :full_name,
  :company_name, :name_key, :email, :phone, :email_match, :phone_e164, :phone_extension, :phone_state, :language, :source,
  :provider_id, :channel, :now, :service_type, :move_size, :move_date, :move_date_open, :origin, :destination,
  :origin_city, :destination_city, :rental, :notes, :tracking, :network, :now, :clock_started_at, :quarantined_at);

-- name: change_lead :exec
-- What is absent stays; an empty text clears.
update lead l
set first_name = nullif(coalesce(:first_name?, l.first_name), ''),
    last_name = nullif(coalesce(:last_name?, l.last_name), ''),
    full_name = :full_name,
    company_name = nullif(coalesce(:company_name?, l.company_name), ''),
    name_key = :name_key,
    email = nullif(coalesce(:email?, l.email), ''),
    email_match = nullif(coalesce(:email_match?, l.email_match), ''),
    phone = nullif(coalesce(:phone?, l.phone), ''),
    phone_e164 = nullif(coalesce(:phone_e164?, l.phone_e164), ''),
    phone_state = coalesce(:phone_state?, l.phone_state),
    source = coalesce(:source?, l.source),
    service_type = nullif(coalesce(:service_type?, l.service_type), ''),
    move_size = nullif(coalesce(:move_size?, l.move_size), ''),
    move_date = coalesce(:move_date?, l.move_date),
    move_date_open = coalesce(:move_date_open?, l.move_date_open),
    origin = coalesce(:origin?, l.origin),
    destination = coalesce(:destination?, l.destination),
    origin_city = nullif(coalesce(:origin_city?, l.origin_city), ''),
    destination_city = nullif(coalesce(:destination_city?, l.destination_city), ''),
    rental = coalesce(:rental?, l.rental),
    notes = nullif(coalesce(:notes?, l.notes), ''),
    location_id = coalesce(:location_id?, l.location_id),
    follow_up_at = coalesce(:follow_up_at?, l.follow_up_at),
    priority_by_hand = coalesce(:priority_by_hand?, l.priority_by_hand),
    priority = coalesce(:priority?, l.priority)
where l.company_id = :company_id
  and l.id = :id;

-- name: set_status :exec
-- The day it closed stays when a closed lead is put away or taken out again; opened again it has none.
update lead
set status = :status,
    status_before = :status_before,
    status_since = :now,
    lost_reason = :lost_reason,
    closed_at = case when not :closes! then null else coalesce(closed_at, :now) end
where company_id = :company_id
  and id = :id;

-- name: set_assigned :exec
update lead
set assigned_to = :assigned_to
where company_id = :company_id
  and id = :id;

-- name: note_contact :exec
-- Every touch is counted; the first human one stops the clock (SAL-9).
update lead l
set touches = l.touches + 1,
    last_contact_at = case when :is_human! then :now else l.last_contact_at end,
    first_touch_by = case when :is_human! and l.first_touch_at is null then :by else l.first_touch_by end,
    first_touch_at = case when :is_human! then coalesce(l.first_touch_at, :now) else l.first_touch_at end
where l.company_id = :company_id
  and l.id = :id;

-- name: reopen :exec
-- The clock starts anew (SAL-5).
update lead l
set status = 'NEW',
    status_before = l.status,
    status_since = :now,
    clock_started_at = :now,
    first_touch_at = null,
    first_touch_by = null,
    lost_reason = null,
    closed_at = null,
    reopened = l.reopened + 1
where l.company_id = :company_id
  and l.id = :id;

-- name: release :exec
-- Out of quarantine: now the clock starts.
update lead
set quarantined_at = null,
    clock_started_at = :now
where company_id = :company_id
  and id = :id;

-- name: set_converted :exec
update lead l
set customer_id = :customer_id,
    converted_at = coalesce(l.converted_at, :now),
    quote_id = coalesce(l.quote_id, :quote_id?)
where l.company_id = :company_id
  and l.id = :id;

-- name: set_lead_quote :exec
update lead
set quote_id = :quote_id
where company_id = :company_id
  and id = :id;

-- name: set_score :exec
update lead l
set score = :score,
    score_reasons = :score_reasons,
    priority = case when l.priority_by_hand then l.priority else :priority end
where l.company_id = :company_id
  and l.id = :id
  and (l.score <> :score or l.score_reasons <> :score_reasons
    or (not l.priority_by_hand and l.priority <> :priority));

-- name: same_contact :many
-- Leads with the same e-mail or phone: open, or closed lately and not won (SAL-5).
select l.id, l.number, l.full_name, l.status, l.service_type, l.move_date, l.provider_id, l.customer_id, l.location_id,
       l.assigned_to, l.quarantined_at, l.received_at
from lead l
where l.company_id = :company_id
  and (l.email_match = :email? or l.phone_e164 = :phone?)
  and (l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
    or (l.status in ('LOST', 'UNQUALIFIED', 'ARCHIVED') and l.status_before is distinct from 'WON' and l.closed_at > :since))
order by l.received_at desc, l.id
limit 20;

-- name: other_leads :many
-- Leads with the same contact, whatever became of them; for the eye.
select l.id, l.number, l.full_name, l.status
from lead l
where l.company_id = :company_id
  and l.id <> :id
  and (l.email_match = :email? or l.phone_e164 = :phone?)
order by l.received_at desc, l.id
limit 10;

-- name: insert_touch :exec
insert into lead_touch (company_id, id, lead_id, kind, is_human, note, outcome, data, actor_id, at)
values (:company_id, :id, :lead_id, :kind, :is_human, :note, :outcome, :data, :actor_id, :now);

-- name: touches_of :many
select t.id, t.kind, t.is_human, t.note, t.outcome, t.at, u.name as "by_name?"
from lead_touch t
left join access_v_user u on u.company_id = t.company_id and u.id = t.actor_id
where t.company_id = :company_id
  and t.lead_id = :lead_id
order by t.at desc, t.id desc
limit 200;

-- name: insert_flag :exec
insert into fraud_flag (company_id, id, lead_id, code, evidence, weight)
values (:company_id, :id, :lead_id, :code, :evidence, :weight)
on conflict (company_id, lead_id, code) do nothing;

-- name: flags_of :many
select f.code, f.evidence, f.weight, f.cleared_at
from fraud_flag f
where f.company_id = :company_id
  and f.lead_id = :lead_id
order by f.weight desc, f.code
limit 20;

-- name: clear_flags :exec
update fraud_flag
set cleared_at = :now,
    cleared_by = :cleared_by
where company_id = :company_id
  and lead_id = :lead_id
  and cleared_at is null;

-- name: fraud_counts :one
-- How often this network and this phone came lately (SAL-6).
select (select count(*) from (select 1 from lead l where l.company_id = :company_id and l.network = :network?
         and l.received_at > :day_ago limit 10) n) as "from_network!",
       (select count(*) from (select 1 from lead l where l.company_id = :company_id and l.network = :network?
         and l.quarantined_at is not null and l.received_at > :month_ago limit 10) q) as "quarantined_from_network!",
       (select count(distinct p.name_key) from (select l.name_key from lead l where l.company_id = :company_id
         and l.phone_e164 = :phone? and l.received_at > :month_ago limit 100) p) as "names_of_phone!",
       exists (select 1 from (select l.notes, l.phone_e164, l.email_match from lead l where l.company_id = :company_id
           and l.received_at > :day_ago order by l.received_at desc limit 200) t
         where t.notes = :notes? and (t.phone_e164 is distinct from :phone? and t.email_match is distinct from :email?))
         as "same_text!"
from company c
where c.id = :company_id;

-- name: add_source :exec
insert into move_source (company_id, id, name, name_key, kind)
values (:company_id, :id, :name, :name_key, :kind)
on conflict (company_id, name_key) do nothing;

-- name: user_exists :one
select exists (select 1 from access_v_user u
  where u.company_id = :company_id and u.id = :id and u.status = 'ACTIVE') as "any!";

-- name: has_note :one
select exists (select 1 from lead_touch t
  where t.company_id = :company_id and t.lead_id = :lead_id and t.outcome = :outcome!) as "any!";
