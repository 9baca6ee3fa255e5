-- name: keep_event :exec
-- Each event of a provider once; a repeat changes nothing.
insert into message_event (company_id, id, sender_id, communication_id, kind, provider_ref, raw, at)
values (:company_id, :id, :sender_id, :communication_id, :kind, :provider_ref, :raw, :now)
on conflict (company_id, sender_id, kind, provider_ref) do nothing;

-- name: event_by_id :opt
select e.id, e.sender_id, e.kind, e.provider_ref, e.raw, e.at
from message_event e
where e.company_id = :company_id
  and e.id = :id;

-- name: customers_at :many
-- Whose point it is: the survivors of the families that have it.
select distinct f.survivor_id as "survivor_id!", k.location_id
from customers_v_point p
join customers_v_family f on f.company_id = p.company_id and f.id = p.customer_id
join customers_v_card k on k.company_id = f.company_id and k.id = f.survivor_id
where p.company_id = :company_id
  and (p.email_lower = :point or p.phone_e164 = :point)
order by 1
limit 5;

-- name: customer_card :opt
select k.id, k.display_name, k.email, k.phone, k.language, k.location_id, k.assigned_to, k.province, k.country, k.status,
       k.merged_into
from customers_v_card k
where k.company_id = :company_id
  and k.id = :id;
