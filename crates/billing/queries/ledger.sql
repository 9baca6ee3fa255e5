-- name: currency_of_entity :opt
select e.currency
from billing_entity e
where e.company_id = :company_id
  and e.id = :id;

-- name: accounts_by_code :many
select a.id, a.code
from ledger_account a
where a.company_id = :company_id
  and a.code = any(:codes)
order by a.code
limit 1000;

-- name: insert_account :exec
insert into ledger_account (company_id, id, code, name, kind)
values (:company_id, :id, :code, :name, :kind)
on conflict (company_id, code) do nothing;

-- name: insert_transaction :exec
insert into financial_transaction (company_id, id, entity_id, type, source, source_id, purpose, label, effective_date,
  posted_at, posted_by)
values (:company_id, :id, :entity_id, :type, :source, :source_id, :purpose, :label, :effective_date, :now,
  :posted_by?);

-- name: insert_entry :exec
insert into ledger_entry (company_id, id, transaction_id, position, account_id, amount_minor, currency, base_minor,
  location_id, customer_id, job_id, tax)
values (:company_id, :id, :transaction_id, :position, :account_id, :amount_minor, :currency, :base_minor,
  :location_id, :customer_id, :job_id, :tax);

-- name: transaction_list :list
-- resource: ledger f
-- sort: at desc = f.posted_at, effective_date = f.effective_date, number = f.label
-- filter: type = f.type text, entity_id = f.entity_id id:billing_entity, number = f.label text, effective_date = f.effective_date date, at = f.posted_at timestamptz
select f.id, f.entity_id, f.type as kind, f.label as number, f.purpose, f.effective_date, f.posted_at as at
from financial_transaction f
where f.company_id = :company_id;

-- name: entries_of :many
-- The lines of a page of transactions.
select e.transaction_id, e.position, a.code as "code!", a.name as "name!", e.amount_minor, e.currency, e.tax,
       e.location_id, e.customer_id, c.display_name as "customer_name?", e.job_id
from ledger_entry e
join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
where e.company_id = :company_id
  and e.transaction_id = any(:transactions)
order by e.transaction_id, e.position
limit 200000;

-- name: trial_balance :many
-- Balances by account and currency, within the given places or everywhere.
select a.code, a.name, b.currency, sum(e.base_minor)::bigint as "balance_minor!"
from ledger_entry e
join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
join financial_transaction f on f.company_id = e.company_id and f.id = e.transaction_id
join billing_entity b on b.company_id = f.company_id and b.id = f.entity_id
where e.company_id = :company_id
  and (:everywhere or e.location_id = any(:locations))
  and (:entity_id?::uuid is null or f.entity_id = :entity_id?)
  and (:until?::date is null or f.effective_date <= :until?)
group by a.code, a.name, b.currency
order by a.code, b.currency
limit 1000;

-- name: receivable_differences :many
-- Customers whose receivable (1100) is not what their open invoices come to.
select d.customer_id as "customer_id?", d.currency as "currency!", sum(d.ledger)::bigint as "ledger_minor!",
       sum(d.open)::bigint as "open_minor!"
from (
  select e.customer_id, e.currency, e.amount_minor as ledger, 0::bigint as open
  from ledger_entry e
  join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
  where e.company_id = :company_id
    and a.code = '1100'
  union all
  select i.customer_id, i.currency, 0::bigint, i.balance_minor
  from invoice i
  where i.company_id = :company_id
    and i.status <> 'DRAFT'
    and i.number is not null
) d
group by d.customer_id, d.currency
having sum(d.ledger) <> sum(d.open)
order by d.currency, d.customer_id
limit 1000;

-- name: credit_differences :many
-- Customers whose credit (2150) is not what the ledger says.
select d.customer_id as "customer_id?", d.currency as "currency!", sum(d.ledger)::bigint as "ledger_minor!",
       sum(d.credit)::bigint as "credit_minor!"
from (
  select e.customer_id, e.currency, -e.amount_minor as ledger, 0::bigint as credit
  from ledger_entry e
  join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
  where e.company_id = :company_id
    and a.code = '2150'
  union all
  select c.customer_id, c.currency, 0::bigint, c.amount_minor
  from customer_credit c
  where c.company_id = :company_id
) d
group by d.customer_id, d.currency
having sum(d.ledger) <> sum(d.credit)
order by d.currency, d.customer_id
limit 1000;

-- name: control_sums :many
-- What 1100, 2100 and 2150 come to beside the records they stand for.
select d.code as "code!", d.currency as "currency!", sum(d.ledger)::bigint as "ledger_minor!", sum(d.records)::bigint as "records_minor!"
from (
  select a.code, e.currency, e.amount_minor as ledger, 0::bigint as records
  from ledger_entry e
  join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
  where e.company_id = :company_id
    and a.code in ('1100', '2100', '2150')
  union all
  select '2100', p.currency, 0::bigint, p.applied_minor - p.amount_minor
  from deposit p
  where p.company_id = :company_id
  union all
  select '1100', i.currency, 0::bigint, i.balance_minor
  from invoice i
  where i.company_id = :company_id
    and i.status <> 'DRAFT'
    and i.number is not null
  union all
  select '2150', c.currency, 0::bigint, -c.amount_minor
  from customer_credit c
  where c.company_id = :company_id
) d
group by d.code, d.currency
order by d.code, d.currency
limit 1000;
