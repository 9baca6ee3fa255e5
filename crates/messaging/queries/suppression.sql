-- name: insert_suppression :exec
insert into send_suppression (company_id, id, channel, point, reason, note, at)
values (:company_id, :id, :channel, :point, :reason, :note, :now)
on conflict (company_id, channel, point) where lifted_at is null do nothing;

-- name: standing :opt
select s.id, s.reason
from send_suppression s
where s.company_id = :company_id
  and s.channel = :channel
  and s.point = :point
  and s.lifted_at is null;

-- name: suppression_by_id :opt
select s.id, s.channel, s.point, s.reason, s.note, s.at, s.lifted_at, s.lifted_because, s.version
from send_suppression s
where s.company_id = :company_id
  and s.id = :id;

-- name: lift :exec
update send_suppression s
set lifted_at = :now,
    lifted_because = :lifted_because
where s.company_id = :company_id
  and s.id = :id
  and s.lifted_at is null;

-- name: suppression_list :list
-- resource: suppression s
-- sort: at desc = s.at
-- filter: point = s.point text, reason = s.reason text
select s.id, s.channel, s.point, s.reason, s.note, s.at, s.lifted_at, s.lifted_because, s.version
from send_suppression s
where s.company_id = :company_id;
