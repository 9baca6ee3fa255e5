-- name: insert_role :exec
insert into role (company_id, id, code, name, built_in, landing, counts_as_user)
values (:company_id, :id, :code, :name, :built_in, :landing, :counts_as_user);

-- name: insert_grant :exec
insert into role_permission (company_id, id, role_id, resource, action, scope, condition)
values (:company_id, :id, :role_id, :resource, :action, :scope, :condition);

-- name: insert_mask :exec
insert into field_mask (company_id, id, role_id, field_group)
values (:company_id, :id, :role_id, :field_group);

-- name: insert_step_right :exec
insert into step_permission (company_id, id, role_id, step_number, can_view, can_edit, can_approve, part)
values (:company_id, :id, :role_id, :step_number, :can_view, :can_edit, :can_approve, :part);

-- name: role_by_code :opt
select r.id, r.code, r.name, r.counts_as_user
from role r
where r.company_id = :company_id
  and r.code = :code;

-- name: roles :many
select r.id, r.code, r.name, r.built_in, r.landing, r.counts_as_user, r.version
from role r
where r.company_id = :company_id
order by r.name, r.id
limit 200;

-- name: grants :many
select p.role_id, p.resource, p.action, p.scope, p.condition
from role_permission p
where p.company_id = :company_id
order by p.role_id, p.resource, p.action, p.scope
limit 50000;

-- name: grants_of :many
select p.role_id, p.resource, p.action, p.scope, p.condition
from role_permission p
where p.company_id = :company_id
  and p.role_id = :role_id
order by p.resource, p.action, p.scope
limit 5000;

-- name: delete_grant :exec
delete from role_permission
where company_id = :company_id
  and role_id = :role_id
  and resource = :resource
  and action = :action
  and scope = :scope;

-- name: masks :many
select m.role_id, m.field_group
from field_mask m
where m.company_id = :company_id
order by m.role_id, m.field_group
limit 2000;

-- name: step_rights :many
select s.role_id, s.step_number, s.can_view, s.can_edit, s.can_approve, s.part
from step_permission s
where s.company_id = :company_id
order by s.role_id, s.step_number
limit 4000;

-- name: holders :many
-- Active users whose role grants it for the whole company or at the given location: who could give it.
select distinct u.name
from app_user u
join role_permission p on p.company_id = u.company_id and p.role_id = u.role_id
where u.company_id = :company_id
  and p.company_id = :company_id
  and u.status = 'ACTIVE'
  and p.resource = :resource
  and p.action = :action
  and (p.scope = 'CLIENT' or p.scope = 'LOCATION' and (:location_id?::uuid is null or u.location_id = :location_id?))
order by u.name
limit 20;

-- name: members_of_role :one
select count(*) as "members!"
from app_user u
where u.company_id = :company_id
  and u.role_id = :role_id
  and u.status = 'ACTIVE';
