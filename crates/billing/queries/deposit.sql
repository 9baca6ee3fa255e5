-- name: quote_to_pay :opt
-- What a deposit is taken for, and who pays it (CUS-27).
select q.id, q.number, q.status, q.customer_id, q.payer_id, q.location_id, q.currency, q.total_minor, q.accepted_total_minor,
       l.timezone as "timezone!"
from quotes_v_quote q
join access_v_location l on l.company_id = q.company_id and l.id = q.location_id
where q.company_id = :company_id
  and q.id = :id;

-- name: insert_deposit :exec
insert into deposit (company_id, id, payment_id, quote_id, entity_id, customer_id, location_id, currency, amount_minor,
  received_at)
values (:company_id, :id, :payment_id, :quote_id, :entity_id, :customer_id, :location_id, :currency, :amount_minor,
  :received_at);

-- name: sum_of_quote :one
select coalesce(sum(d.amount_minor), 0)::bigint as "minor!"
from deposit d
where d.company_id = :company_id
  and d.quote_id = :quote_id;

-- name: open_deposits :many
-- What is left of a quote's deposits for one seller's invoice, oldest first.
select d.id, d.payment_id, d.customer_id, d.amount_minor, d.applied_minor
from deposit d
where d.company_id = :company_id
  and d.quote_id = :quote_id
  and d.entity_id = :entity_id
  and d.currency = :currency
  and d.applied_minor < d.amount_minor
order by d.received_at, d.id
limit 50
for update;

-- name: apply_deposit :exec
update deposit d
set applied_minor = d.applied_minor + :minor
where d.company_id = :company_id
  and d.id = :id;

-- name: deposit_list :list
-- resource: deposit d
-- sort: received_at desc = d.received_at
-- filter: quote_id = d.quote_id id:quote, customer_id = d.customer_id id:customer, location_id = d.location_id id:location
select d.id, d.payment_id, p.number as "number!", p.method as "method!", d.quote_id, d.customer_id,
       c.display_name as "customer_name!", d.location_id, d.currency, d.amount_minor, d.applied_minor, d.received_at,
       d.version
from deposit d
join payment p on p.company_id = d.company_id and p.id = d.payment_id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
where d.company_id = :company_id;
