-- name: insert_sequence :exec
insert into sequence (company_id, id, name, location_id, enters, source, service_type, is_active)
values (:company_id, :id, :name, :location_id, :enters, :source, :service_type, :is_active);

-- name: change_sequence :exec
update sequence s
set name = :name,
    location_id = :location_id?,
    enters = :enters,
    source = :source?,
    service_type = :service_type?,
    is_active = :is_active,
    current_number = :current_number
where s.company_id = :company_id
  and s.id = :id;

-- name: sequence_by_id :opt
select s.id, s.name, s.location_id, s.enters, s.source, s.service_type, s.is_active, s.current_number, s.version
from sequence s
where s.company_id = :company_id
  and s.id = :id;

-- name: sequence_list :list
-- resource: sequence s
-- sort: name = s.name
-- filter: is_active = s.is_active bool
select s.id, s.name, s.location_id, l.name as "location_name?", s.enters, s.source, s.service_type, s.is_active,
       s.current_number, s.version
from sequence s
left join access_v_location l on l.company_id = s.company_id and l.id = s.location_id
where s.company_id = :company_id;

-- name: entered_by_leads :many
-- Sequences that leads enter by themselves, the most particular first.
select s.id, s.location_id, s.source, s.service_type, s.current_number
from sequence s
where s.company_id = :company_id
  and s.is_active
  and s.enters = 'LEADS'
order by (s.location_id is null), (s.source is null), (s.service_type is null), s.created_at, s.id
limit 100;

-- name: insert_version :exec
insert into sequence_version (company_id, id, sequence_id, number, ends_on_reply, ends_on_booking, ends_on_stages, at)
values (:company_id, :id, :sequence_id, :number, :ends_on_reply, :ends_on_booking, :ends_on_stages, :now);

-- name: version_of :opt
select v.id, v.number, v.ends_on_reply, v.ends_on_booking, v.ends_on_stages, v.at
from sequence_version v
where v.company_id = :company_id
  and v.sequence_id = :sequence_id
  and v.number = :number;

-- name: version_by_id :opt
select v.id, v.number, v.ends_on_reply, v.ends_on_booking, v.ends_on_stages, v.at
from sequence_version v
where v.company_id = :company_id
  and v.id = :id;

-- name: insert_step :exec
insert into sequence_step (company_id, id, sequence_version_id, position, kind, wait_from, wait_count, wait_unit,
  at_minute, in_open_hours, template_key, title, condition)
values (:company_id, :id, :sequence_version_id, :position, :kind, :wait_from, :wait_count, :wait_unit,
  :at_minute, :in_open_hours, :template_key, :title, :condition);

-- name: steps_of :many
select t.position, t.kind, t.wait_from, t.wait_count, t.wait_unit, t.at_minute, t.in_open_hours, t.template_key,
       t.title, t.condition
from sequence_step t
where t.company_id = :company_id
  and t.sequence_version_id = :sequence_version_id
order by t.position
limit 50;

-- name: counts :many
-- How many people stand where in a sequence, and how those who left it left.
select e.state, case when e.state in ('ACTIVE', 'PAUSED') then e.step else 0 end as "step!", e.exit_reason, count(*) as "people!"
from sequence_enrolment e
where e.company_id = :company_id
  and e.sequence_id = :sequence_id
group by 1, 2, 3
order by 1, 2, 3
limit 500;

-- name: counts_of_all :many
select e.sequence_id, e.state, count(*) as "people!"
from sequence_enrolment e
where e.company_id = :company_id
  and e.sequence_id = any (:sequence_ids)
group by e.sequence_id, e.state
order by e.sequence_id, e.state
limit 5000;

-- name: lead_standing :opt
-- What a step needs to know of its lead.
select l.number, l.full_name, l.status, l.source, l.service_type, l.priority, l.score, l.language, l.email, l.phone,
       l.customer_id, l.location_id, l.assigned_to, l.move_date, l.quarantined_at is not null as "is_quarantined!"
from sales_v_lead l
where l.company_id = :company_id
  and l.id = :id;

-- name: insert_enrolment :exec
insert into sequence_enrolment (company_id, id, sequence_id, sequence_version_id, lead_id, customer_id, location_id,
  email_lower, phone_e164, due_at, look_at, started_at)
values (:company_id, :id, :sequence_id, :sequence_version_id, :lead_id, :customer_id, :location_id,
  :email_lower, :phone_e164, :due_at, :look_at, :now)
on conflict do nothing;

-- name: lock_enrolment :opt
select e.id, e.sequence_id, e.sequence_version_id, e.lead_id, e.location_id, e.state, e.step, e.due_at, e.started_at,
       e.last_step_at
from sequence_enrolment e
where e.company_id = :company_id
  and e.id = :id
for update;

-- name: standing_of_lead :opt
-- The one a lead goes through now.
select e.id
from sequence_enrolment e
where e.company_id = :company_id
  and e.lead_id = :lead_id
  and e.state in ('ACTIVE', 'PAUSED');

-- name: was_in_one :one
select exists (select 1 from sequence_enrolment e
  where e.company_id = :company_id and e.lead_id = :lead_id) as "any!";

-- name: of_lead :many
select e.id, e.sequence_id, s.name, e.state, e.step, e.due_at, e.started_at, e.ended_at, e.exit_reason, v.number,
       (select count(*) from sequence_step t
         where t.company_id = e.company_id and t.sequence_version_id = e.sequence_version_id) as "steps!"
from sequence_enrolment e
join sequence s on s.company_id = e.company_id and s.id = e.sequence_id
join sequence_version v on v.company_id = e.company_id and v.id = e.sequence_version_id
where e.company_id = :company_id
  and e.lead_id = :lead_id
order by e.started_at desc, e.id desc
limit 20;

-- name: passages_of_lead :many
select p.sequence_enrolment_id, p.position, p.at, p.outcome, p.reason, p.communication_id, m.status as "message_status?",
       m.type as "channel?", m.subject as "subject?"
from sequence_enrolment e
join sequence_passage p on p.company_id = e.company_id and p.sequence_enrolment_id = e.id
left join communication m on m.company_id = p.company_id and m.id = p.communication_id
where e.company_id = :company_id
  and e.lead_id = :lead_id
order by p.at, p.position
limit 500;

-- name: due :many
-- Steps whose time has come.
select e.id
from sequence_enrolment e
where e.company_id = :company_id
  and e.state = 'ACTIVE'
  and e.look_at <= :now
order by e.look_at, e.id
limit 5000
for update skip locked;

-- name: look_again :exec
-- Keeps the clock from asking again while the step is under way.
update sequence_enrolment e
set look_at = :look_at
where e.company_id = :company_id
  and e.id = any (:ids);

-- name: step_on :exec
update sequence_enrolment e
set step = :step,
    due_at = :due_at?,
    look_at = :due_at?,
    last_step_at = :now,
    customer_id = :customer_id?,
    email_lower = :email_lower?,
    phone_e164 = :phone_e164?
where e.company_id = :company_id
  and e.id = :id;

-- name: finish :exec
update sequence_enrolment e
set state = :state,
    exit_reason = :exit_reason?,
    ended_at = :now,
    due_at = null,
    look_at = null
where e.company_id = :company_id
  and e.id = :id
  and e.state in ('ACTIVE', 'PAUSED');

-- name: pause :exec
update sequence_enrolment e
set state = 'PAUSED',
    look_at = null
where e.company_id = :company_id
  and e.id = :id
  and e.state = 'ACTIVE';

-- name: resume_all :many
-- Those who waited through an outage go on from where they stood.
update sequence_enrolment e
set state = 'ACTIVE',
    due_at = :now,
    look_at = :now
where e.company_id = :company_id
  and e.sequence_id = :sequence_id
  and e.state = 'PAUSED'
returning e.id;

-- name: insert_passage :exec
insert into sequence_passage (company_id, id, sequence_enrolment_id, position, at, outcome, reason, communication_id)
values (:company_id, :id, :sequence_enrolment_id, :position, :now, :outcome, :reason, :communication_id)
on conflict (company_id, sequence_enrolment_id, position) do nothing;

-- name: reached_by_email :many
select e.id
from sequence_enrolment e
where e.company_id = :company_id
  and e.email_lower = :email_lower
  and e.state in ('ACTIVE', 'PAUSED')
order by e.id
limit 50;

-- name: reached_by_phone :many
select e.id
from sequence_enrolment e
where e.company_id = :company_id
  and e.phone_e164 = :phone_e164
  and e.state in ('ACTIVE', 'PAUSED')
order by e.id
limit 50;

-- name: of_customer :many
select e.id
from sequence_enrolment e
where e.company_id = :company_id
  and e.customer_id = :customer_id
  and e.state in ('ACTIVE', 'PAUSED')
order by e.id
limit 50;

-- name: of_message :opt
-- Whose step a message was.
select e.id
from sequence_passage p
join sequence_enrolment e on e.company_id = p.company_id and e.id = p.sequence_enrolment_id
where p.company_id = :company_id
  and p.communication_id = :communication_id
  and e.state in ('ACTIVE', 'PAUSED')
limit 1;

-- name: not_yet_sent :many
-- Messages of the sequence that wait for their hour.
select m.id
from sequence_passage p
join communication m on m.company_id = p.company_id and m.id = p.communication_id
where p.company_id = :company_id
  and p.sequence_enrolment_id = :sequence_enrolment_id
  and m.status in ('SCHEDULED', 'QUEUED')
  and m.handed_at is null
order by m.id
limit 50;

-- name: incoming :opt
select m.type, m.from_address, m.customer_id, p.content as "text?"
from communication m
left join communication_part p on p.company_id = m.company_id and p.communication_id = m.id and p.kind = 'TEXT'
where m.company_id = :company_id
  and m.id = :id
  and m.direction = 'IN';

-- name: sequence_enrolment_list :list
-- resource: sequence e
-- sort: started_at desc = e.started_at
-- filter: sequence_id = e.sequence_id id:sequence, state = e.state text, step = e.step integer
select e.id, e.sequence_id, e.lead_id, l.number as lead_number, l.full_name as name, e.state, e.step, e.due_at,
       e.started_at, e.ended_at, e.exit_reason
from sequence_enrolment e
join sales_v_lead l on l.company_id = e.company_id and l.id = e.lead_id
where e.company_id = :company_id;

-- name: quote_customer :opt
select q.customer_id
from quotes_v_quote q
where q.company_id = :company_id
  and q.id = :id;

-- name: job_customer :opt
select j.customer_id
from dispatch_v_job j
where j.company_id = :company_id
  and j.id = :id;

-- name: sequence_named :opt
select s.name
from sequence s
where s.company_id = :company_id
  and s.id = :id;
