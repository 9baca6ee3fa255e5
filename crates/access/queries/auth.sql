-- name: find_login :opt global
select f.identity_id as "identity_id?", f.super_admin_id as "super_admin_id?"
from login_find(:email_hmac) f;

-- name: pair_failures :many global
-- The last failures of one e-mail from one network since it last succeeded there, newest first.
select a.at
from sign_in_attempt a
where a.email_hmac = :email_hmac
  and a.network = :network
  and not a.succeeded
  and a.at > :since
  and not exists (
    select 1
    from sign_in_attempt s
    where s.email_hmac = a.email_hmac
      and s.network = a.network
      and s.succeeded
      and s.at >= a.at
  )
order by a.at desc
limit 5;

-- name: email_failures :many global
select a.at
from sign_in_attempt a
where a.email_hmac = :email_hmac
  and not a.succeeded
  and a.at > :since
order by a.at desc
limit 20;

-- name: network_failures :many global
select a.at
from sign_in_attempt a
where a.network = :network
  and not a.succeeded
  and a.at > :since
order by a.at desc
limit 100;

-- name: known_network :one global
select exists (
  select 1
  from sign_in_attempt a
  where a.email_hmac = :email_hmac
    and a.network = :network
    and a.succeeded
) as "known!";

-- name: guard_sign_in :exec global
insert into sign_in_guard (email_hmac, network, at)
values (:email_hmac, :network, :at)
on conflict (email_hmac, network) do update
set at = excluded.at;

-- name: insert_attempt :exec global
insert into sign_in_attempt (id, email_hmac, network, at, succeeded)
values (:id, :email_hmac, :network, :at, :succeeded);

-- name: forget_attempts :exec global
delete from sign_in_attempt
where at < :before;

-- name: forget_guards :exec global
delete from sign_in_guard
where at < :before;

-- name: identity_by_id :opt global
select i.id, i.email, i.name, i.password_hash
from identity i
where i.id = :id;

-- name: touch_identity :exec global
update identity
set last_login_at = :at
where id = :id;

-- name: memberships :many global
select m.company_id as "company_id!", m.company_name as "company_name!", m.company_status as "company_status!",
  m.user_id as "user_id!", m.user_status as "user_status!", m.user_kind as "user_kind!",
  m.user_name as "user_name!"
from login_memberships(:identity_id) m
order by m.company_name, m.company_id
limit 50;

-- name: live_session_identity :opt global
select s.identity_id as "identity_id!"
from login_session(:company, :session, :at) s;

-- name: member :opt
-- The user who signs in, with what the token and the landing need.
select u.id, u.name, u.email, u.status, u.kind, u.location_id, u.preferences, r.code as role_code, r.name as role_name,
  r.landing, c.status as company_status, c.settings as company_settings
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
join company c on c.id = u.company_id
where u.company_id = :company_id
  and u.id = :id;
