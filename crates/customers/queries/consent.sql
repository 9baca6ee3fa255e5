-- name: append_entry :exec
insert into consent_entry (company_id, id, point_hash, customer_id, channel, purpose, act, basis, pack, wording,
  wording_language, at, expires_at, source, proof, actor_id)
values (:company_id, :id, :point_hash, :customer_id, :channel, :purpose, :act, :basis, :pack, :wording,
  :wording_language, :at, :expires_at, :source, :proof, :actor_id);

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
