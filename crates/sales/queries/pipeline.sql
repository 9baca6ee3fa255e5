-- name: default_pipeline :opt
select p.id
from pipeline p
where p.company_id = :company_id
  and p.is_default;

-- name: pipeline_by_id :opt
select p.id, p.name_en, p.name_fr, p.industry, p.is_default, p.is_active, p.version
from pipeline p
where p.company_id = :company_id
  and p.id = :id;

-- name: pipelines :many
select p.id
from pipeline p
where p.company_id = :company_id
order by p.created_at, p.id
limit 50;

-- name: stages_of :many
-- row: StageRow
select s.id, s.pipeline_id, s.position, s.base, s.name_en, s.name_fr, s.probability, s.age_limit_days
from pipeline_stage s
where s.company_id = :company_id
  and s.pipeline_id = :pipeline_id
  and s.is_active
order by s.position, s.id
limit 20;

-- name: stage_by_id :opt
-- row: StageRow
select s.id, s.pipeline_id, s.position, s.base, s.name_en, s.name_fr, s.probability, s.age_limit_days
from pipeline_stage s
where s.company_id = :company_id
  and s.id = :id
  and s.is_active;

-- name: insert_pipeline :exec
-- Two who begin the first deal at once make one pipeline between them.
insert into pipeline (company_id, id, name_en, name_fr, industry, is_default)
values (:company_id, :id, :name_en, :name_fr, :industry, :is_default)
on conflict (company_id) where is_default do nothing;

-- name: set_pipeline :exec
update pipeline
set name_en = :name_en,
    name_fr = :name_fr,
    is_active = :is_active
where company_id = :company_id
  and id = :id;

-- name: insert_stage :exec
insert into pipeline_stage (company_id, id, pipeline_id, position, base, name_en, name_fr, probability, age_limit_days)
values (:company_id, :id, :pipeline_id, :position, :base, :name_en, :name_fr, :probability, :age_limit_days);

-- name: set_stage :exec
update pipeline_stage
set position = :position,
    name_en = :name_en,
    name_fr = :name_fr,
    probability = :probability,
    age_limit_days = :age_limit_days
where company_id = :company_id
  and id = :id;

-- name: retire_stage :exec
update pipeline_stage
set is_active = false
where company_id = :company_id
  and id = :id;

-- name: stage_in_use :one
-- Whether a deal stands in it; closed ones count, so that a deal never stands in a stage that is gone.
select exists (select 1 from deal d where d.company_id = :company_id and d.stage_id = :stage_id!) as "any!";

-- name: lock_pipeline :opt
select p.id
from pipeline p
where p.company_id = :company_id
  and p.id = :id
for update;

-- name: closed_rates :many
-- Of the deals of a pipeline that were closed since: how many had been in each stage, and how many of those were won.
select c.to_stage_id as "stage_id!", count(distinct d.id) as "closed!",
       count(distinct d.id) filter (where d.stage = 'WON') as "won!"
from deal d
join stage_change c on c.company_id = d.company_id and c.deal_id = d.id
where d.company_id = :company_id
  and d.pipeline_id = :pipeline_id
  and d.closed_at > :since
  and c.to_stage_id is not null
group by c.to_stage_id
order by c.to_stage_id
limit 40;

-- name: closed_count :one
select count(*) as "closed!"
from deal d
where d.company_id = :company_id
  and d.pipeline_id = :pipeline_id
  and d.closed_at > :since;
