-- name: newest_rates :many
-- row: RateRow
select r.id, r.currency, r.day, (r.rate * 100000000)::bigint as "rate_e8!", r.version
from exchange_rate r
where r.company_id = :company_id
  and r.day < :before
order by r.day desc, r.currency
limit 100;

-- name: rate_by_id :opt
-- row: RateRow
select r.id, r.currency, r.day, (r.rate * 100000000)::bigint as "rate_e8!", r.version
from exchange_rate r
where r.company_id = :company_id
  and r.id = :id;

-- name: rate_of_day :opt
select r.id
from exchange_rate r
where r.company_id = :company_id
  and r.currency = :currency
  and r.day = :day
for update;

-- name: insert_rate :exec
insert into exchange_rate (company_id, id, currency, day, rate)
values (:company_id, :id, :currency, :day, :rate_e8::bigint / 100000000.0);

-- name: set_rate :exec
update exchange_rate
set rate = :rate_e8::bigint / 100000000.0
where company_id = :company_id
  and id = :id;

-- name: rates_on :many
-- The rate of a day in each currency: the last one known by then.
select k.currency as "currency!", k.day as "day!", k.rate_e8 as "rate_e8!"
from unnest(:currencies::text[]) w (code)
cross join lateral (
  select r.currency, r.day, (r.rate * 100000000)::bigint as rate_e8
  from exchange_rate r
  where r.company_id = :company_id
    and r.currency = w.code::char(3)
    and r.day <= :day
  order by r.day desc
  limit 1
) k
order by k.currency
limit 20;
