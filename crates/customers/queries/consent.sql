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
select distinct on (e.channel, e.purpose) e.channel, e.purpose, e.act, e.basis, e.at, e.expires_at
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
