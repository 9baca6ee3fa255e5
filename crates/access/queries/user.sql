-- name: insert_identity :exec global
insert into identity (id, email, name, password_hash, locale, created_at)
values (:id, :email, :name, :password_hash, :locale, :at);

-- name: insert_login :exec global
insert into login_directory (email_hmac, identity_id, super_admin_id)
values (:email_hmac, :identity_id, :super_admin_id);

-- name: insert_membership :exec
insert into membership (identity_id, company_id, user_id)
values (:identity_id, :company_id, :user_id);

-- name: insert_user :exec
insert into app_user (company_id, id, identity_id, name, email, phone, kind, role_id, location_id, status)
values (:company_id, :id, :identity_id, :name, :email, :phone, 'PERSON', :role_id, :location_id, :status);

-- name: user_by_id :opt
select u.id, u.identity_id, u.name, u.email, u.phone, u.kind, u.role_id, r.code as role_code, r.name as role_name,
  r.counts_as_user, u.location_id, l.name as location_name, u.status, u.preferences, u.version
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
left join location l on l.company_id = u.company_id and l.id = u.location_id
where u.company_id = :company_id
  and u.id = :id;

-- name: user_list :list
-- resource: user u
-- sort: name = u.name, email = u.email, created_at = u.created_at
-- filter: role_code = r.code text, status = u.status text, location_id = u.location_id id:location
-- search: user_search
select u.id, u.name, u.email, u.phone, r.code as role_code, r.name as role_name, u.location_id,
  l.name as location_name, u.status, u.created_at, u.version
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
left join location l on l.company_id = u.company_id and l.id = u.location_id
where u.company_id = :company_id;

-- name: update_user :exec
update app_user
set name = :name,
  phone = :phone?,
  role_id = :role_id,
  location_id = :location_id?,
  status = :status,
  preferences = :preferences
where company_id = :company_id
  and id = :id;

-- name: set_user_status :exec
update app_user
set status = :status
where company_id = :company_id
  and id = :id;

-- name: other_admins_locked :many
-- Locked, so that two admins cannot take each other's right at the same moment.
select u.id
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = :company_id
  and r.code = 'ADMIN'
  and u.status = 'ACTIVE'
  and u.id <> :id
order by u.id
limit 500
for update of u;

-- name: counted_users :one
select count(*) as "used!"
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = :company_id
  and u.status in ('ACTIVE', 'INVITED')
  and u.kind = 'PERSON'
  and r.counts_as_user;

-- name: user_grants :many
select p.id, p.act, p.resource, p.action, p.scope, p.condition, p.expires_at, p.created_at, p.created_by, p.version
from user_permission p
where p.company_id = :company_id
  and p.user_id = :user_id
order by p.created_at, p.id
limit 500;

-- name: insert_user_grant :exec
insert into user_permission (company_id, id, user_id, act, resource, action, scope, condition, expires_at)
values (:company_id, :id, :user_id, :act, :resource, :action, :scope, :condition, :expires_at);

-- name: delete_user_grant :exec
delete from user_permission
where company_id = :company_id
  and id = :id
  and user_id = :user_id;

-- name: invite_user :exec
update app_user
set invite_hash = :invite_hash,
  invite_until = :invite_until
where company_id = :company_id
  and id = :id;

-- name: invited_user :opt
select u.id, u.name, u.email, u.identity_id, u.location_id, i.password_hash
from app_user u
join identity i on i.id = u.identity_id
where u.company_id = :company_id
  and u.invite_hash = :invite_hash
  and u.invite_until > :now
  and u.status = 'INVITED'
for update of u;

-- name: accept_invitation :exec
update app_user
set status = 'ACTIVE',
  invite_hash = null,
  invite_until = null
where company_id = :company_id
  and id = :id;

-- name: set_password :exec global
update identity
set password_hash = :password_hash
where id = :id;
