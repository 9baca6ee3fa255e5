-- name: append_entry :exec
insert into consent_entry (company_id, id, point_hash, customer_id, channel, purpose, act, basis, pack, wording,
  wording_language, wording_version, at, expires_at, source, proof, actor_id)
values (:company_id, :id, :point_hash, :customer_id, :channel, :purpose, :act, :basis, :pack, :wording,
  :wording_language, :wording_version, :at, :expires_at, :source, :proof, :actor_id);

-- name: states_of_points :many
-- The latest entry of each point, channel and purpose (CUS-8).
select distinct on (e.point_hash, e.channel, e.purpose)
       e.id, e.point_hash, e.channel, e.purpose, e.act, e.basis, e.pack, e.wording, e.wording_language, e.at,
       e.expires_at, e.source
from consent_entry e
where e.company_id = :company_id
  and e.point_hash = any (:point_hashes)
order by e.point_hash, e.channel, e.purpose, e.at desc, e.id desc
limit 500;

-- name: latest_of_point :many
select distinct on (e.channel, e.purpose) e.id, e.channel, e.purpose, e.act, e.basis, e.at, e.expires_at
from consent_entry e
where e.company_id = :company_id
  and e.point_hash = :point_hash
order by e.channel, e.purpose, e.at desc, e.id desc
limit 50;

-- name: lead_facts :opt
-- What a received lead says of the person to reach.
select l.email, l.phone, l.language, l.customer_id
from sales_v_lead l
where l.company_id = :company_id
  and l.id = :id;

-- name: point_facts :one
-- What forbids a channel to a point whatever the ledger says: an invalid point, and the customer's own wishes.
select exists (select 1 from contact_point p
         where p.company_id = :company_id and (p.email_lower = :point or p.phone_e164 = :point)
           and p.state = 'INVALID') as "is_invalid!",
       exists (select 1 from customer c
         where c.company_id = :company_id and c.id = :customer_id? and c.do_not_contact) as "do_not_contact!",
       exists (select 1 from customer c
         where c.company_id = :company_id and c.id = :customer_id? and c.status = 'BLOCKED') as "is_blocked!";

-- name: mark_point_invalid :exec
update contact_point p
set state = 'INVALID'
where p.company_id = :company_id
  and (p.email_lower = :point or p.phone_e164 = :point)
  and p.state <> 'INVALID';

-- name: customers_of_point :many
select distinct p.customer_id
from contact_point p
where p.company_id = :company_id
  and (p.email_lower = :point or p.phone_e164 = :point)
order by p.customer_id
limit 20;

-- name: entries_of_points :many
-- Every entry of the points, oldest first, with its leaf in the audit trail (CUS-12).
select e.id, e.point_hash, e.channel, e.purpose, e.act, e.basis, e.pack, e.wording, e.wording_language, e.wording_version,
       e.at, e.expires_at, e.source, e.proof, u.name as "actor_name?", l.entry_id as "audit_entry_id?", l.leaf as "leaf?"
from consent_entry e
left join access_v_user u on u.company_id = e.company_id and u.id = e.actor_id
left join compliance_v_leaf l on l.company_id = e.company_id and l.table_name = 'consent_entry' and l.row_id = e.id
where e.company_id = :company_id
  and e.point_hash = any (:point_hashes)
order by e.at, e.id
limit 2000;

-- name: newest_block :opt
-- How far the audit trail is sealed.
select b.number, b.hash, b.last_at
from compliance_v_block b
where b.company_id = :company_id
order by b.number desc
limit 1;

-- name: letterhead :one
-- Who shows the proof: the customer's location, else the company.
select co.name, co.contact_email, co.contact_phone, l.street as "street?", l.city as "city?", l.province as "province?",
       l.postal_code as "postal_code?", l.country as "country?", l.timezone as "timezone?"
from company co
left join access_v_location l on l.company_id = co.id and l.id = :location_id?
where co.id = :company_id;
