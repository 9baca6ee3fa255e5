-- One customer with contacts, points and addresses. Between the marks (: and :) stands what the engine asks for itself.
\set n random(1, {each})
begin read only;
select set_config('app.company_id', :company_{i}, true);
-- (:
select u.status, c.status, c.access_version, s.revoked_at is null and s.expires_at > now(), u.name, c.audit_enabled
from app_user u join company c on c.id = u.company_id
left join session s on s.company_id = u.company_id and s.id = :session_{i} and s.user_id = u.id
where u.company_id = :company_{i} and u.id = :user_{i};
select r.location_id as location, (r.assigned_to = :user_{i}) as mine, to_jsonb(r) as record from customer r
where r.company_id = :company_{i} and r.id = (:prefix_{i} || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
-- :)
select c.id, c.number, c.kind, c.first_name, c.last_name, c.company_name, c.display_name, c.type, c.status,
       c.location_id, l.name as "location_name?", c.assigned_to, u.name as "assigned_name?", c.designation, c.email,
       c.phone, c.street, c.city, c.province, c.postal_code, c.country, c.billing_address, c.language, c.currency,
       c.website, c.registration_number, c.lead_source, c.preferences, c.terms_days, c.credit_limit_minor,
       c.credit_hold, c.po_required, c.statement_cycle, c.blocked_reason, c.blocked_at, c.blocked_until, c.merged_into,
       c.tags, c.do_not_contact, c.notes, c.created_at, c.updated_at, c.version
from customer c
left join access_v_location l on l.company_id = c.company_id and l.id = c.location_id
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = :company_{i} and c.id = (:prefix_{i} || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
select p.id, p.contact_id, p.kind, p.given, p.email_lower, p.email_match, p.phone_e164, p.extension, p.label,
       p.is_primary, p.state, p.version
from contact_point p
where p.company_id = :company_{i} and p.customer_id = (:prefix_{i} || lpad(to_hex(:n::bigint), 12, '0'))::uuid
order by p.kind, p.is_primary desc, p.id
limit 200;
select t.id, t.name, t.designation, t.email, t.phone, t.language, t.is_primary, t.is_billing, t.is_site, t.is_approver,
       t.notes, t.version
from contact t
where t.company_id = :company_{i} and t.customer_id = (:prefix_{i} || lpad(to_hex(:n::bigint), 12, '0'))::uuid
  and t.left_at is null
order by t.is_primary desc, t.name, t.id
limit 200;
select a.id, a.kind, a.label, a.street, a.city, a.province, a.postal_code, a.country, a.access, a.version
from customer_address a
where a.company_id = :company_{i} and a.customer_id = (:prefix_{i} || lpad(to_hex(:n::bigint), 12, '0'))::uuid
order by a.kind, a.id
limit 200;
rollback;
