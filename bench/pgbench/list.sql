-- The first page of the customers by name.
begin read only;
select set_config('app.company_id', :company_{i}, true);
-- (:
select u.status, c.status, c.access_version, s.revoked_at is null and s.expires_at > now(), u.name, c.audit_enabled
from app_user u join company c on c.id = u.company_id
left join session s on s.company_id = u.company_id and s.id = :session_{i} and s.user_id = u.id
where u.company_id = :company_{i} and u.id = :user_{i};
-- :)
select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.type, c.status, c.city, c.location_id,
       c.assigned_to, c.tags, c.created_at, c.updated_at, c.version
from customer c
where c.company_id = :company_{i}
order by c.display_name asc, c.id asc
limit 26;
rollback;
