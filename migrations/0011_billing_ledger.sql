-- Payments and the ledger (module billing), second part.
create table ledger_account (
  company_id uuid not null references company (id),
  id uuid not null,
  code text not null check (code ~ '^[1-9][0-9]{3}$'),
  name text not null,
  kind text not null check (kind in ('ASSET', 'LIABILITY', 'REVENUE', 'EXPENSE')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint ledger_account_code unique (company_id, code)
);
select tenant_table('ledger_account');

create table financial_transaction (
  company_id uuid not null references company (id),
  id uuid not null,
  entity_id uuid not null,
  type text not null check (type in ('INVOICE', 'PAYMENT')),
  source text not null,
  source_id uuid not null,
  purpose text not null,
  label text not null,
  effective_date date not null,
  posted_at timestamptz not null,
  posted_by uuid,
  reverses uuid,
  primary key (company_id, id),
  constraint financial_transaction_once unique (company_id, source, source_id, purpose),
  foreign key (company_id, entity_id) references billing_entity (company_id, id),
  foreign key (company_id, reverses) references financial_transaction (company_id, id)
);
create index financial_transaction_day on financial_transaction (company_id, effective_date desc, id);
create index financial_transaction_entity on financial_transaction (company_id, entity_id);
create index financial_transaction_posted on financial_transaction (company_id, posted_at desc, id);
create index financial_transaction_reverses on financial_transaction (company_id, reverses);
select append_table('financial_transaction');

create table ledger_entry (
  company_id uuid not null references company (id),
  id uuid not null,
  transaction_id uuid not null,
  position integer not null check (position between 1 and 1000),
  account_id uuid not null,
  -- Debit positive, credit negative.
  amount_minor bigint not null check (amount_minor <> 0),
  currency char(3) not null,
  -- In the entity's functional currency.
  base_minor bigint not null,
  location_id uuid,
  customer_id uuid,
  job_id uuid,
  tax text,
  primary key (company_id, id),
  constraint ledger_entry_position unique (company_id, transaction_id, position),
  foreign key (company_id, transaction_id) references financial_transaction (company_id, id),
  foreign key (company_id, account_id) references ledger_account (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, job_id) references job (company_id, id)
);
create index ledger_entry_account on ledger_entry (company_id, account_id);
create index ledger_entry_location on ledger_entry (company_id, location_id);
create index ledger_entry_customer on ledger_entry (company_id, customer_id);
create index ledger_entry_job on ledger_entry (company_id, job_id);
select append_table('ledger_entry');

-- Lines come with their header or never.
create function guard_ledger_entry() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from financial_transaction f
    where f.company_id = new.company_id and f.id = new.transaction_id and f.xmin = pg_current_xact_id()::xid) then
    raise exception 'lines are added only by the transaction that made the header'
      using errcode = 'restrict_violation', constraint = 'ledger_entry_with_header';
  end if;
  return new;
end $$;
create trigger guard before insert on ledger_entry for each row execute function guard_ledger_entry();

-- Asked at commit, when all lines are there; of the header, so that it has lines, and of each line, so that none
-- comes after the question was put early.
create function balance_transaction() returns trigger language plpgsql as $$
declare
  part jsonb := to_jsonb(new);
  lines bigint;
  base_sum numeric;
  amount_sum numeric;
  currencies bigint;
begin
  select count(*), coalesce(sum(e.base_minor), 0), coalesce(sum(e.amount_minor), 0), count(distinct e.currency)
    into lines, base_sum, amount_sum, currencies
    from ledger_entry e
   where e.company_id = new.company_id
     and e.transaction_id = coalesce(part ->> 'transaction_id', part ->> 'id')::uuid;
  if lines < 2 then
    raise exception 'a transaction has at least two lines'
      using errcode = 'check_violation', constraint = 'financial_transaction_lines';
  end if;
  if base_sum <> 0 or (currencies = 1 and amount_sum <> 0) then
    raise exception 'the lines of a transaction sum to zero'
      using errcode = 'check_violation', constraint = 'financial_transaction_balance';
  end if;
  return null;
end $$;
create constraint trigger balance after insert on financial_transaction
  deferrable initially deferred for each row execute function balance_transaction();
create constraint trigger balance after insert on ledger_entry
  deferrable initially deferred for each row execute function balance_transaction();

create view billing_v_invoice with (security_invoker = true) as
select i.company_id, i.id, i.number, i.kind, i.status, i.customer_id, i.job_id, i.quote_id, i.location_id, i.title,
       i.currency, i.subtotal_minor, i.tax_minor, i.total_minor, i.paid_minor, i.balance_minor, i.due_date,
       i.issued_at, i.created_by, i.created_at
from invoice i;
grant select on billing_v_invoice to cnc_app;

create view billing_v_open_invoices with (security_invoker = true) as
select i.company_id, i.id, i.number, i.status, i.customer_id, i.job_id, i.location_id, i.currency, i.total_minor,
       i.balance_minor, i.due_date, i.issued_at
from invoice i
where i.status in ('SENT', 'VIEWED', 'PARTIAL_PAID', 'OVERDUE');
grant select on billing_v_open_invoices to cnc_app;

create view billing_v_payment with (security_invoker = true) as
select p.company_id, p.id, p.number, p.customer_id, p.location_id, p.method, p.status, p.currency, p.amount_minor,
       p.rounding_minor, p.credit_minor, p.received_at, p.created_by
from payment p;
grant select on billing_v_payment to cnc_app;

-- Invoices a text may mean: number, title, customer.
create function invoice_search(q text) returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  (select t.id from invoice t
    where t.company_id = tenant and t.number like upper(trim(q)) || '%' limit 500)
  union
  (select t.id from invoice t
    where t.company_id = tenant and length(q) > 2 and t.title ilike part limit 500)
  union
  (select t.id from customer_search(q) c
    join invoice t on t.company_id = tenant and t.customer_id = c limit 2000);
end $$;
grant select on invoice to cnc_search;
alter function invoice_search(text) owner to cnc_search;
revoke all on function invoice_search(text) from public;
grant execute on function invoice_search(text) to cnc_app;
