-- name: insert_template :exec
insert into template (company_id, id, key, location_id)
values (:company_id, :id, :key, :location_id)
on conflict (company_id, key, location_id) do nothing;

-- name: template_of :opt
-- One company's or location's own words for a key, held while they change.
select t.id
from template t
where t.company_id = :company_id
  and t.key = :key
  and t.location_id is not distinct from :location_id?
for update;

-- name: published :many
-- Words that hold: the location's own and the company's, in every language.
select t.location_id, v.id, v.language, v.subject, v.body
from template t
join template_version v on v.company_id = t.company_id and v.template_id = t.id and v.state = 'PUBLISHED'
where t.company_id = :company_id
  and t.key = :key
  and (t.location_id is null or t.location_id = :location_id?)
order by t.location_id nulls last, v.language
limit 10;

-- name: standing :many
-- Where a company or its locations have words of their own.
select t.key, t.location_id, l.name as "location_name?", v.language, v.state
from template t
join template_version v on v.company_id = t.company_id and v.template_id = t.id and v.state <> 'RETIRED'
left join access_v_location l on l.company_id = t.company_id and l.id = t.location_id
where t.company_id = :company_id
order by t.key, t.location_id nulls first, v.language, v.number
limit 5000;

-- name: versions :many
-- Every version of one company's or location's words for a key, newest first.
select v.id, v.language, v.number, v.subject, v.body, v.state, v.published_at, v.retired_at, v.updated_at,
       u.name as "published_by_name?", v.version
from template t
join template_version v on v.company_id = t.company_id and v.template_id = t.id
left join access_v_user u on u.company_id = v.company_id and u.id = v.published_by
where t.company_id = :company_id
  and t.key = :key
  and t.location_id is not distinct from :location_id?
order by v.number desc, v.language
limit 100;

-- name: latest_number :one
select coalesce(max(v.number), 0) as "number!"
from template_version v
where v.company_id = :company_id
  and v.template_id = :template_id
  and v.language = :language;

-- name: draft_of :opt
select v.id, v.subject, v.body, v.version
from template_version v
where v.company_id = :company_id
  and v.template_id = :template_id
  and v.language = :language
  and v.state = 'DRAFT'
for update;

-- name: insert_draft :exec
insert into template_version (company_id, id, template_id, language, number, subject, body)
values (:company_id, :id, :template_id, :language, :number, :subject, :body);

-- name: change_draft :exec
update template_version v
set subject = :subject,
    body = :body
where v.company_id = :company_id
  and v.id = :id
  and v.state = 'DRAFT';

-- name: discard_draft :exec
delete from template_version v
where v.company_id = :company_id
  and v.template_id = :template_id
  and v.language = :language
  and v.state = 'DRAFT';

-- name: retire :exec
update template_version v
set state = 'RETIRED',
    retired_at = :now
where v.company_id = :company_id
  and v.template_id = :template_id
  and v.language = :language
  and v.state = 'PUBLISHED';

-- name: publish :exec
update template_version v
set state = 'PUBLISHED',
    published_at = :now,
    published_by = :published_by
where v.company_id = :company_id
  and v.id = :id
  and v.state = 'DRAFT';

-- name: own_points :opt
-- Where somebody of ours is reached.
select u.name, u.email, u.phone
from access_v_user u
where u.company_id = :company_id
  and u.id = :user_id;

-- name: insert_switch :exec
insert into template_switch (company_id, id, key, location_id, is_on)
values (:company_id, :id, :key, :location_id, :is_on)
on conflict (company_id, key, location_id) do update
set is_on = excluded.is_on;

-- name: switch_of :opt
-- The location's own, else the company's.
select s.is_on
from template_switch s
where s.company_id = :company_id
  and s.key = :key
  and (s.location_id is null or s.location_id = :location_id?)
order by s.location_id nulls last
limit 1;

-- name: switches :many
select s.key, s.location_id, s.is_on
from template_switch s
where s.company_id = :company_id
order by s.key, s.location_id nulls first
limit 5000;

-- name: lead_facts :opt
select l.number, l.customer_id, l.location_id, l.full_name, l.email, l.phone, l.language, l.move_date
from sales_v_lead l
where l.company_id = :company_id
  and l.id = :id;

-- name: quote_facts :opt
select q.number, q.quote_version, q.customer_id, q.location_id, q.title, q.service_date, q.valid_until
from quotes_v_quote q
where q.company_id = :company_id
  and q.id = :id;

-- name: job_facts :opt
select j.number, j.customer_id, j.location_id, j.title, j.service_date, j.actual_start, j.actual_end
from dispatch_v_job j
where j.company_id = :company_id
  and j.id = :id;

-- name: journey_facts :opt
select j.customer_id, j.location_id, j.planned_start
from dispatch_v_journey j
where j.company_id = :company_id
  and j.id = :id;

-- name: invoice_facts :opt
select i.number, i.customer_id, i.location_id, i.title, i.currency, i.total_minor, i.balance_minor, i.due_date
from billing_v_invoice i
where i.company_id = :company_id
  and i.id = :id;

-- name: payment_facts :opt
select p.number, p.customer_id, p.location_id, p.currency, p.amount_minor, p.received_at
from billing_v_payment p
where p.company_id = :company_id
  and p.id = :id;
