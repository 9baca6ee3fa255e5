-- name: contacts_of :many
-- Those of the whole family: nothing is moved by a merge.
select t.id, t.name, t.designation, t.email, t.phone, t.language, t.is_primary, t.is_billing, t.is_site, t.is_approver,
       t.notes, t.version
from contact t
where t.company_id = :company_id
  and t.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
  and t.left_at is null
order by t.is_primary desc, t.name, t.id
limit 200;

-- name: insert_contact :exec
insert into contact (company_id, id, customer_id, name, name_key, designation, email, phone, language, is_primary,
  is_billing, is_site, is_approver, notes)
values (:company_id, :id, :customer_id, :name, :name_key, :designation, :email, :phone, :language, :is_primary,
  :is_billing, :is_site, :is_approver, :notes);

-- name: has_contacts :one
select exists (select 1 from contact t
  where t.company_id = :company_id and t.customer_id = :customer_id and t.left_at is null) as "any!";

-- name: points_of :many
select p.id, p.contact_id, p.kind, p.given, p.email_lower, p.email_match, p.phone_e164, p.extension, p.label,
       p.is_primary, p.state, p.version
from contact_point p
where p.company_id = :company_id
  and p.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by p.kind, p.is_primary desc, p.id
limit 200;

-- name: insert_point :exec
insert into contact_point (company_id, id, customer_id, contact_id, kind, given, email_lower, email_match, phone_e164,
  extension, label, is_primary, state)
values (:company_id, :id, :customer_id, :contact_id, :kind, :given, :email_lower, :email_match, :phone_e164,
  :extension, :label, :is_primary, :state);

-- name: demote_points :exec
-- Makes room for another primary point of the kind.
update contact_point p
set is_primary = false
where p.company_id = :company_id
  and p.customer_id = :customer_id
  and p.kind = :kind
  and p.contact_id is null
  and p.is_primary;

-- name: promote_point :exec
-- The point becomes primary when the customer already has it.
update contact_point p
set is_primary = true
where p.company_id = :company_id
  and p.customer_id = :customer_id
  and p.contact_id is null
  and p.id = (select o.id from contact_point o
    where o.company_id = :company_id and o.customer_id = :customer_id and o.contact_id is null
      and (o.email_lower = :value or o.phone_e164 = :value or o.given = :value)
    order by o.id
    limit 1);

-- name: addresses_of :many
select a.id, a.kind, a.label, a.street, a.city, a.province, a.postal_code, a.country, a.access, a.version
from customer_address a
where a.company_id = :company_id
  and a.customer_id in (select f.id from customer f
    where f.company_id = :company_id and (f.id = :customer_id or f.merged_into = :customer_id))
order by a.kind, a.id
limit 200;

-- name: insert_address :exec
insert into customer_address (company_id, id, customer_id, kind, label, street, city, province, postal_code, country,
  address_key, access)
values (:company_id, :id, :customer_id, :kind, :label, :street, :city, :province, :postal_code, :country,
  :address_key, :access);
