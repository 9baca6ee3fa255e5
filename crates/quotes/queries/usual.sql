-- name: usual_prices :many
select p.measure, p.currency, p.low_price, p.high_price
from usual_price p
where p.company_id = :company_id
  and p.location_id = :location_id
order by p.measure, p.currency
limit 30;

-- name: selling_locations :many
select l.id
from access_v_location l
where l.company_id = :company_id
order by l.id
limit 500;

-- name: signed_work :many
-- What was signed at a location since a day, newest first.
select q.id, s.currency, s.priced -> 'subtotal' ->> 'amount' as "subtotal?", q.inputs -> 'parts' as "parts?"
from quote q
join signature_log s on s.company_id = q.company_id and s.quote_id = q.id
where q.company_id = :company_id
  and q.location_id = :location_id
  and q.accepted_at >= :since!
order by q.accepted_at desc, q.id
limit 5000;

-- name: put_usual_price :exec
insert into usual_price (company_id, id, location_id, measure, currency, low_price, high_price, sample, made_at)
values (:company_id, :id, :location_id, :measure, :currency, :low_price, :high_price, :sample, :now)
on conflict (company_id, location_id, measure, currency) do update
set low_price = excluded.low_price,
    high_price = excluded.high_price,
    sample = excluded.sample,
    made_at = excluded.made_at;
