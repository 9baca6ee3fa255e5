-- name: flag_facts :many
-- row: FactsRow
select j.id, j.location_id, j.status, j.planned_start, j.planned_end, j.actual_start, j.actual_end, j.crew_wanted,
       j.crew_minimum, b.window_end,
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'CONFIRMED') as "confirmed!",
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'INVITED'
           and a.answer_by <= :now) as "unanswered!",
       exists (
         select 1
           from journey_stop s
          where s.company_id = j.company_id and s.journey_id = j.id and s.actual_arrival is not null) as "arrived!",
       (select string_agg(s.code || ': ' || (i.item ->> 'code'), ', ' order by s.number)
          from journey_step s
          cross join lateral jsonb_array_elements(s.items) as i (item)
         where s.company_id = j.company_id and s.journey_id = j.id
           and s.status in ('COMPLETED', 'APPROVED', 'SKIPPED')
           and s.completed_at <= :now - interval '15 minutes'
           and (i.item ->> 'media_required')::boolean
           and not exists (
             select 1
               from capture_v_media m
              where m.company_id = j.company_id and m.owner_id = s.id and m.state <> 'FAILED')) as "missing_media?",
       (select count(*)
          from capture_v_media m
         where m.company_id = j.company_id and m.journey_id = j.id and m.state = 'PENDING'
           and m.created_at <= :now - interval '24 hours') as "late_media!",
       (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'flag', f.flag, 'cause', f.cause, 'red', f.red)), '[]')
          from journey_flag f
         where f.company_id = j.company_id and f.journey_id = j.id and f.closed_at is null) as "open!"
from journey j
join job b on b.company_id = j.company_id and b.id = j.job_id
where j.company_id = :company_id
  and j.id = :id
order by j.id
limit 1;

-- name: open_flag_facts :many
-- row: FactsRow
select j.id, j.location_id, j.status, j.planned_start, j.planned_end, j.actual_start, j.actual_end, j.crew_wanted,
       j.crew_minimum, b.window_end,
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'CONFIRMED') as "confirmed!",
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'INVITED'
           and a.answer_by <= :now) as "unanswered!",
       exists (
         select 1
           from journey_stop s
          where s.company_id = j.company_id and s.journey_id = j.id and s.actual_arrival is not null) as "arrived!",
       (select string_agg(s.code || ': ' || (i.item ->> 'code'), ', ' order by s.number)
          from journey_step s
          cross join lateral jsonb_array_elements(s.items) as i (item)
         where s.company_id = j.company_id and s.journey_id = j.id
           and s.status in ('COMPLETED', 'APPROVED', 'SKIPPED')
           and s.completed_at <= :now - interval '15 minutes'
           and (i.item ->> 'media_required')::boolean
           and not exists (
             select 1
               from capture_v_media m
              where m.company_id = j.company_id and m.owner_id = s.id and m.state <> 'FAILED')) as "missing_media?",
       (select count(*)
          from capture_v_media m
         where m.company_id = j.company_id and m.journey_id = j.id and m.state = 'PENDING'
           and m.created_at <= :now - interval '24 hours') as "late_media!",
       (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'flag', f.flag, 'cause', f.cause, 'red', f.red)), '[]')
          from journey_flag f
         where f.company_id = j.company_id and f.journey_id = j.id and f.closed_at is null) as "open!"
from journey j
join job b on b.company_id = j.company_id and b.id = j.job_id
where j.company_id = :company_id
  and j.status in ('MORNING_PREP', 'EN_ROUTE', 'ONSITE')
  and j.planned_start <= :until
order by j.planned_start, j.id
limit 2000;

-- name: open_flag :exec
insert into journey_flag (company_id, id, journey_id, flag, cause, red, owner, answer_by, opened_at)
values (:company_id, :id, :journey_id, :flag, :cause, :red, :owner, :answer_by, :now);

-- name: restate_flag :exec
update journey_flag f
set cause = :cause,
    red = :red
where f.company_id = :company_id
  and f.id = :id;

-- name: close_flag :exec
update journey_flag f
set closed_at = :now
where f.company_id = :company_id
  and f.id = :id;
