-- name: insert_session :exec
insert into session (company_id, id, user_id, kind, current_hash, started_at, last_used_at, expires_at, device, address, agent)
values (:company_id, :id, :user_id, :kind, :current_hash, :now, :now, :expires_at, :device, :address, :agent);

-- name: session_locked :opt
select s.id, s.user_id, s.kind, s.current_hash, s.previous_hash, s.rotated_at, s.expires_at, s.revoked_at
from session s
where s.company_id = :company_id
  and s.id = :id
for update of s;

-- name: rotate_session :exec
update session
set current_hash = :current_hash,
  previous_hash = :previous_hash,
  rotated_at = :rotated_at,
  last_used_at = :now,
  address = :address?,
  agent = :agent?
where company_id = :company_id
  and id = :id;

-- name: revoke_session :exec
update session
set revoked_at = :now,
  revoked_reason = :reason
where company_id = :company_id
  and id = :id
  and revoked_at is null;

-- name: revoke_sessions_of :exec
update session
set revoked_at = :now,
  revoked_reason = :reason
where company_id = :company_id
  and user_id = :user_id
  and revoked_at is null;

-- name: sessions_of :many
select s.id, s.kind, s.device, s.address, s.agent, s.started_at, s.last_used_at, s.expires_at
from session s
where s.company_id = :company_id
  and s.user_id = :user_id
  and s.revoked_at is null
  and s.expires_at > :now
order by s.last_used_at desc, s.id
limit 100;

-- name: forget_sessions :exec
delete from session
where company_id = :company_id
  and expires_at < :before;
