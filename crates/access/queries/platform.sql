-- name: insert_super_admin :exec global
insert into super_admin (id, username, email, name, role, setup_hash, setup_until, created_at)
values (:id, :username, :email, :name, :role, :setup_hash, :setup_until, :at);

-- name: super_admin_by_id :opt global
select a.id, a.username, a.email, a.name, a.role, a.password_hash, a.status
from super_admin a
where a.id = :id;

-- name: super_admin_by_setup :opt global
select a.id, a.username, a.email, a.name
from super_admin a
where a.setup_hash = :setup_hash
  and a.setup_until > :at
  and a.status = 'ACTIVE'
for update of a;

-- name: set_super_admin_password :exec global
update super_admin
set password_hash = :password_hash,
  setup_hash = null,
  setup_until = null
where id = :id;

-- name: insert_super_admin_session :exec global
insert into super_admin_session (id, super_admin_id, token_hash, started_at, last_used_at, expires_at, address, agent)
values (:id, :super_admin_id, :token_hash, :at, :at, :expires_at, :address, :agent);

-- name: super_admin_session :opt global
select s.id, s.super_admin_id, s.expires_at, a.username, a.email, a.name
from super_admin_session s
join super_admin a on a.id = s.super_admin_id
where s.token_hash = :token_hash
  and s.revoked_at is null
  and s.expires_at > :at
  and s.last_used_at > :idle_since
  and a.status = 'ACTIVE';

-- name: touch_super_admin_session :exec global
update super_admin_session
set last_used_at = :at
where id = :id;

-- name: revoke_super_admin_sessions :exec global
update super_admin_session
set revoked_at = :at
where super_admin_id = :super_admin_id
  and revoked_at is null;

-- name: revoke_super_admin_session :exec global
update super_admin_session
set revoked_at = :at
where token_hash = :token_hash
  and revoked_at is null;

-- name: companies :many global
select c.id as "id!", c.name as "name!", c.slug as "slug!", c.industry as "industry!", c.plan as "plan!",
  c.status as "status!", c.limits as "limits!", c.locations as "locations!", c.users as "users!",
  c.created_at as "created_at!"
from platform_companies(:after_name, 200) c
order by c.name
limit 200;

-- name: insert_access_log :exec global
insert into company_access_log (id, super_admin_id, company_id, act, reason, detail, address, at)
values (:id, :super_admin_id, :company_id, :act, :reason, :detail, :address, :at);

-- name: access_log :many global
select l.id, l.at, l.act, l.reason, l.detail, l.address, l.super_admin_id, a.name as admin_name, l.company_id,
  c.name as company_name
from company_access_log l
left join super_admin a on a.id = l.super_admin_id
left join company c on c.id = l.company_id
where l.at < :before
order by l.at desc, l.id
limit 200;

-- name: insert_support :exec
insert into support_session (id, super_admin_id, company_id, reason, mode, starts_at, ends_at, consent_needed)
values (:id, :super_admin_id, :company_id, :reason, :mode, :now, :ends_at, :consent_needed);

-- name: support_by_id :opt global
select s.id, s.super_admin_id, a.name as admin_name, s.company_id, s.reason, s.mode, s.starts_at, s.ends_at,
  s.ended_at, s.consent_needed, s.consented_at
from support_session s
join super_admin a on a.id = s.super_admin_id
where s.id = :id;

-- name: support_sessions :many
select s.id, a.name as admin_name, s.reason, s.mode, s.starts_at, s.ends_at, s.ended_at, s.ended_by,
  s.consent_needed, s.consented_at, s.consented_by
from support_session s
join super_admin a on a.id = s.super_admin_id
where s.company_id = :company_id
order by s.starts_at desc, s.id
limit 200;

-- name: end_support :exec
update support_session
set ended_at = :now,
  ended_by = :ended_by
where company_id = :company_id
  and id = :id
  and ended_at is null;

-- name: consent_support :exec
update support_session
set consented_at = :now,
  consented_by = :consented_by,
  ends_at = :ends_at
where company_id = :company_id
  and id = :id
  and ended_at is null
  and consented_at is null;

-- name: schema_state :many global
select s.name, s.at
from schema_change s
order by s.name desc
limit 100;

-- name: sign_in_figures :one global
select count(*) filter (where a.succeeded) as "succeeded!", count(*) filter (where not a.succeeded) as "failed!"
from sign_in_attempt a
where a.at > :since;

-- name: consent_state :opt
select s.id, s.ended_at, s.ends_at, s.consent_needed, s.consented_at
from support_session s
where s.company_id = :company_id
  and s.id = :id
for update of s;
