-- Roles as other modules may know them (module access): whom a message to "the managers" reaches.
create view access_v_role with (security_invoker = true) as
select r.company_id, r.id, r.code, r.name
from role r;
grant select on access_v_role to cnc_app;
