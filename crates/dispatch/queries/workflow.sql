-- name: template_for :many
-- The active template for a kind of job: the location's own before the company's, the newest version first.
select t.id, t.code, t.number
from workflow_template t
where t.company_id = :company_id
  and t.job_kind = :job_kind
  and t.state = 'ACTIVE'
  and (t.location_id is null or t.location_id = :location_id?)
order by t.location_id nulls last, t.number desc, t.id
limit 1;

-- name: template_steps :many
select s.number, s.code, s.names, s.planned_minutes, s.approval, s.skippable, s.items
from workflow_step s
where s.company_id = :company_id
  and s.template_id = :template_id
order by s.number
limit 20;

-- name: insert_template :exec
insert into workflow_template (company_id, id, code, name, job_kind, number, state)
values (:company_id, :id, :code, :name, :job_kind, 1, 'ACTIVE')
on conflict (company_id, code, number) do nothing;

-- name: insert_template_step :exec
insert into workflow_step (company_id, id, template_id, number, code, names, planned_minutes, approval, skippable, items)
values (:company_id, :id, :template_id, :number, :code, :names, :planned_minutes, :approval, :skippable, :items);

-- name: company_industry :one
select c.industry
from company c
where c.id = :company_id;
