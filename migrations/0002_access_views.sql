-- What other modules may read of places, people and their rights at steps (module access).
create view access_v_location with (security_invoker = true) as
select l.company_id, l.id, l.name, l.code, l.kind, l.status, l.street, l.city, l.province, l.postal_code, l.country,
       l.latitude_micro, l.longitude_micro, l.phone, l.email, l.timezone, l.storage_type, l.billing_entity_id,
       l.created_at
from location l;
grant select on access_v_location to cnc_app;

create view access_v_user with (security_invoker = true) as
select u.company_id, u.id, u.name, u.email, u.phone, u.kind, u.role_id, u.location_id, u.status
from app_user u;
grant select on access_v_user to cnc_app;

create view access_v_user_location with (security_invoker = true) as
select l.company_id, l.user_id, l.location_id
from user_location l;
grant select on access_v_user_location to cnc_app;

create view access_v_step_permission with (security_invoker = true) as
select p.company_id, p.role_id, p.step_number, p.can_approve
from step_permission p;
grant select on access_v_step_permission to cnc_app;
