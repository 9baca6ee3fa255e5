-- name: activity_by_id :opt
-- row: ActivityRow
select a.id, a.type as activity_type, a.state, a.subject, a.description, a.lead_id, l.number as "lead_number?", a.deal_id,
       d.number as "deal_number?", a.customer_id, coalesce(c.display_name, l.full_name) as "name?", a.location_id,
       a.assigned_to, u.name as "assigned_name?", a.scheduled_at, a.duration_minutes, a.ends_at, a.call_outcome, a.outcome,
       a.closed_at, a.drop_reason, a.created_at, a.version
from sales_activity a
left join lead l on l.company_id = a.company_id and l.id = a.lead_id
left join deal d on d.company_id = a.company_id and d.id = a.deal_id
left join customers_v_card c on c.company_id = a.company_id and c.id = a.customer_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = :company_id
  and a.id = :id;

-- name: activity_list :list
-- row: ActivityRow
-- resource: activity a
-- sort: scheduled_at = a.scheduled_at
-- filter: state = a.state text, type = a.type text, assigned_to = a.assigned_to id:app_user, lead_id = a.lead_id id:lead, deal_id = a.deal_id id:deal, customer_id = a.customer_id id:customer, location_id = a.location_id id:location, scheduled_at = a.scheduled_at timestamptz
select a.id, a.type as activity_type, a.state, a.subject, a.description, a.lead_id, l.number as "lead_number?", a.deal_id,
       d.number as "deal_number?", a.customer_id, coalesce(c.display_name, l.full_name) as "name?", a.location_id,
       a.assigned_to, u.name as "assigned_name?", a.scheduled_at, a.duration_minutes, a.ends_at, a.call_outcome, a.outcome,
       a.closed_at, a.drop_reason, a.created_at, a.version
from sales_activity a
left join lead l on l.company_id = a.company_id and l.id = a.lead_id
left join deal d on d.company_id = a.company_id and d.id = a.deal_id
left join customers_v_card c on c.company_id = a.company_id and c.id = a.customer_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = :company_id;

-- name: insert_activity :exec
insert into sales_activity (company_id, id, type, state, subject, description, lead_id, deal_id, customer_id, location_id,
  assigned_to, scheduled_at, duration_minutes, ends_at, call_outcome, outcome, closed_at, closed_by, tell_at)
values (:company_id, :id, :activity_type, :state, :subject, :description, :lead_id, :deal_id, :customer_id, :location_id,
  :assigned_to, :scheduled_at, :duration_minutes, :ends_at, :call_outcome, :outcome, :closed_at, :closed_by, :tell_at);

-- name: change_activity :exec
update sales_activity
set type = :activity_type,
    subject = :subject,
    description = :description,
    assigned_to = :assigned_to,
    scheduled_at = :scheduled_at,
    duration_minutes = :duration_minutes,
    ends_at = :ends_at,
    tell_at = :tell_at
where company_id = :company_id
  and id = :id;

-- name: complete_activity :exec
update sales_activity
set state = 'DONE',
    call_outcome = :call_outcome,
    outcome = :outcome,
    closed_at = :now,
    closed_by = :by,
    tell_at = null
where company_id = :company_id
  and id = :id;

-- name: drop_activity :exec
update sales_activity
set state = 'DROPPED',
    drop_reason = :drop_reason!,
    closed_at = :now,
    closed_by = :by,
    tell_at = null
where company_id = :company_id
  and id = :id;

-- name: next_of_lead :opt
-- row: NextRow
-- What is planned first for a lead.
select a.id, a.type as activity_type, a.subject, a.scheduled_at, a.ends_at, u.name as "assigned_name?"
from sales_activity a
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = :company_id
  and a.lead_id = :lead_id!
  and a.state = 'PLANNED'
order by a.scheduled_at, a.id
limit 1;

-- name: next_of_deal :opt
-- row: NextRow
select a.id, a.type as activity_type, a.subject, a.scheduled_at, a.ends_at, u.name as "assigned_name?"
from sales_activity a
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = :company_id
  and a.deal_id = :deal_id!
  and a.state = 'PLANNED'
order by a.scheduled_at, a.id
limit 1;

-- name: last_closed_of_lead :one
select max(a.closed_at) as "closed_at?"
from sales_activity a
where a.company_id = :company_id
  and a.lead_id = :lead_id!
  and a.state <> 'PLANNED';

-- name: last_closed_of_deal :one
select max(a.closed_at) as "closed_at?"
from sales_activity a
where a.company_id = :company_id
  and a.deal_id = :deal_id!
  and a.state <> 'PLANNED';

-- name: to_tell :many
select a.id, a.type as activity_type, a.subject, a.lead_id, a.deal_id, a.location_id, a.assigned_to, a.ends_at
from sales_activity a
where a.company_id = :company_id
  and a.tell_at <= :now
order by a.tell_at, a.id
limit 500
for update skip locked;

-- name: set_tell :exec
update sales_activity
set tell_at = :tell_at
where company_id = :company_id
  and id = :id;

-- name: phone_is_invalid :exec
update lead
set phone_state = 'INVALID'
where company_id = :company_id
  and id = :id;
