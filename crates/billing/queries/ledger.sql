-- name: accounts :many
select a.id, a.code
from ledger_account a
where a.company_id = :company_id
order by a.code
limit 1000;

-- name: insert_account :exec
insert into ledger_account (company_id, id, code, name, kind)
values (:company_id, :id, :code, :name, :kind)
on conflict (company_id, code) do nothing;

-- name: insert_transaction :exec
insert into financial_transaction (company_id, id, entity_id, type, source, source_id, purpose, label,
  effective_date, posted_at, posted_by)
values (:company_id, :id, :entity_id, :type, :source, :source_id, :purpose, :label,
  :effective_date, :now, :me);

-- name: insert_entry :exec
insert into ledger_entry (company_id, id, transaction_id, position, account_id, amount_minor, currency, base_minor,
  location_id, customer_id, job_id, tax)
values (:company_id, :id, :transaction_id, :position, :account_id, :amount_minor, :currency, :base_minor,
  :location_id, :customer_id, :job_id, :tax);

-- name: ledger_list :list
-- row: TransactionRow
-- resource: ledger f
-- sort: posted_at desc = f.posted_at, effective_date = f.effective_date
-- filter: type = f.type text, source = f.source text, effective_date = f.effective_date date, entity_id = f.entity_id id:billing_entity
select f.id, f.type, f.source, f.source_id, f.purpose, f.label, f.effective_date, f.posted_at, f.entity_id,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'account', a.code, 'name', a.name, 'amount_minor', e.amount_minor, 'currency', e.currency,
                 'tax', e.tax) order by e.position), '[]')
          from ledger_entry e
          join ledger_account a on a.company_id = :company_id and a.id = e.account_id
         where e.company_id = :company_id and e.transaction_id = f.id) as "entries!"
from financial_transaction f
where f.company_id = :company_id;

-- name: trial_balance :many
select a.code, a.name, a.kind, b.currency,
       coalesce(sum(e.base_minor) filter (where e.base_minor > 0), 0)::bigint as "debit_minor!",
       coalesce(-sum(e.base_minor) filter (where e.base_minor < 0), 0)::bigint as "credit_minor!"
from ledger_entry e
join financial_transaction f on f.company_id = :company_id and f.id = e.transaction_id
join billing_entity b on b.company_id = :company_id and b.id = f.entity_id
join ledger_account a on a.company_id = :company_id and a.id = e.account_id
where e.company_id = :company_id
  and f.effective_date <= :until
group by a.code, a.name, a.kind, b.currency
order by a.code, b.currency
limit 2000;
