-- name: sharing :many
-- Customers that share an address, a number or a mailbox with rows of a file: whoever scores 60 and more shares one of
-- them (CUS-13), so names need not be looked through. Of a number that a whole office has, the first few are enough.
select distinct case when c.merged_into is null then c.id else c.merged_into end as "id!"
from (
  select near.customer_id
  from (select distinct w.value from unnest(:emails::text[]) w (value)) e
  cross join lateral (
    select p.customer_id
    from contact_point p
    where p.company_id = :company_id
      and p.email_match = e.value
    limit 15
  ) near
  union all
  select near.customer_id
  from (select distinct w.value from unnest(:phones::text[]) w (value)) t
  cross join lateral (
    select p.customer_id
    from contact_point p
    where p.company_id = :company_id
      and p.phone_e164 = t.value
    limit 15
  ) near
  union all
  select near.customer_id
  from (select distinct w.value from unnest(:addresses::text[]) w (value)) a
  cross join lateral (
    select s.customer_id
    from customer_address s
    where s.company_id = :company_id
      and s.address_key = a.value
    limit 15
  ) near
) hit
join customer c on c.company_id = :company_id and c.id = hit.customer_id
order by 1
limit 30000;

-- name: compared_customers :many
select c.id, c.number, c.kind, c.display_name, c.first_name, c.match_key, c.status
from customer c
where c.company_id = :company_id
  and c.id = any (:ids)
  and c.status in ('ACTIVE', 'INACTIVE', 'BLOCKED')
order by c.id
limit 30000;

-- name: compared_points :many
-- Those of the whole families.
select case when f.merged_into is null then f.id else f.merged_into end as "survivor_id!", p.email_match, p.phone_e164
from customer f
join contact_point p on p.company_id = f.company_id and p.customer_id = f.id
where f.company_id = :company_id
  and case when f.merged_into is null then f.id else f.merged_into end = any (:ids)
order by p.id
limit 100000;

-- name: compared_addresses :many
select case when f.merged_into is null then f.id else f.merged_into end as "survivor_id!", a.address_key
from customer f
join customer_address a on a.company_id = f.company_id and a.customer_id = f.id
where f.company_id = :company_id
  and case when f.merged_into is null then f.id else f.merged_into end = any (:ids)
order by a.id
limit 100000;

-- name: standing :many
select f.id as "asked!", s.id as "record!", s.number, s.display_name, s.status
from customer f
join customer s on s.company_id = f.company_id
  and s.id = case when f.merged_into is null then f.id else f.merged_into end
where f.company_id = :company_id
  and f.id = any (:ids)
order by f.id
limit 2000;

-- name: changing_customers :many
-- Locked in the order of their ids: nobody changes them until the batch is written.
select c.id, c.kind, c.first_name, c.last_name, c.company_name, c.type, c.location_id, c.email, c.phone, c.street, c.city,
       c.province, c.postal_code, c.country, c.language, c.website, c.registration_number, c.tags, c.notes, c.version,
       to_jsonb(c) as "row!"
from customer c
where c.company_id = :company_id
  and c.id = any (:ids)
order by c.id
limit 500
for update of c;

-- name: changing_points :many
select p.customer_id, p.contact_id, p.kind, p.given, p.email_lower, p.phone_e164, p.is_primary
from contact_point p
where p.company_id = :company_id
  and p.customer_id = any (:ids)
order by p.id
limit 100000;

-- name: changing_addresses :many
select a.customer_id, a.address_key
from customer_address a
where a.company_id = :company_id
  and a.customer_id = any (:ids)
order by a.id
limit 100000;

-- name: changing_contacts :many
select t.customer_id, t.name_key
from contact t
where t.company_id = :company_id
  and t.customer_id = any (:ids)
order by t.id
limit 100000;

-- name: lock_customers :many
select c.id, c.version
from customer c
where c.company_id = :company_id
  and c.id = any (:ids)
order by c.id
limit 500
for update of c;

-- name: use_of :many
-- Whether customers that an import made were changed or used since.
select c.id, c.status, c.version,
       (exists (select 1 from sales_v_lead l where l.company_id = :company_id and l.customer_id = c.id)
         or exists (select 1 from sales_v_deal d where d.company_id = :company_id and d.customer_id = c.id)
         or exists (select 1 from sales_v_estimate e where e.company_id = :company_id and e.customer_id = c.id)
         or exists (select 1 from quotes_v_quote q where q.company_id = :company_id and q.customer_id = c.id)
         or exists (select 1 from dispatch_v_job j where j.company_id = :company_id and j.customer_id = c.id)
         or exists (select 1 from billing_v_invoice i where i.company_id = :company_id and i.customer_id = c.id)
         or exists (select 1 from billing_v_payment b where b.company_id = :company_id and b.customer_id = c.id)
         or exists (select 1 from messaging_v_message m where m.company_id = :company_id and m.customer_id = c.id)
         or exists (select 1 from customer o where o.company_id = :company_id and o.merged_into = c.id)
         or exists (select 1 from contact t
              where t.company_id = :company_id and t.customer_id = c.id and t.created_at > c.created_at)
         or exists (select 1 from contact_point p
              where p.company_id = :company_id and p.customer_id = c.id and p.created_at > c.created_at)
         or exists (select 1 from customer_address a
              where a.company_id = :company_id and a.customer_id = c.id and a.created_at > c.created_at)) as "used!"
from customer c
where c.company_id = :company_id
  and c.id = any (:ids)
order by c.id
limit 500;

-- name: put_aside :exec
-- Customers are not deleted: what an import made by mistake becomes inactive (CUS-31).
update customer c
set status = 'INACTIVE'
where c.company_id = :company_id
  and c.id = any (:ids);

-- name: drop_points :exec
-- Points that one batch gave to a customer, as long as nobody changed them.
delete from contact_point p
where p.company_id = :company_id
  and p.customer_id = :customer_id
  and p.created_at = :at!
  and p.version = 1;

-- name: drop_contacts :exec
delete from contact t
where t.company_id = :company_id
  and t.customer_id = :customer_id
  and t.created_at = :at!
  and t.version = 1
  and not exists (select 1 from contact_point p where p.company_id = :company_id and p.contact_id = t.id);

-- name: drop_addresses :exec
delete from customer_address a
where a.company_id = :company_id
  and a.customer_id = :customer_id
  and a.created_at = :at!
  and a.version = 1;

-- name: latest_of_points :many
select distinct on (e.point_hash, e.channel, e.purpose) e.point_hash, e.channel, e.purpose, e.act, e.at, e.expires_at
from consent_entry e
where e.company_id = :company_id
  and e.point_hash = any (:point_hashes)
order by e.point_hash, e.channel, e.purpose, e.at desc, e.id desc
limit 20000;
