-- Everything that is owed and paid, and the ledger that always balances (module billing).

-- The legal seller.
create table billing_entity (
  company_id uuid not null references company (id),
  id uuid not null,
  legal_name text not null,
  -- Functional currency: the ledger's.
  currency char(3) not null,
  country char(2) not null,
  region text,
  street text,
  city text,
  postal_code text,
  email text,
  phone text,
  terms_days integer not null default 0 check (terms_days between 0 and 365),
  payment_instructions text,
  -- Whether cranes with operator carry Saskatchewan's PST; decided once, null until then.
  saskatchewan_crane_pst boolean,
  is_default boolean not null default false,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint billing_entity_name unique (company_id, legal_name)
);
create unique index billing_entity_default on billing_entity (company_id) where is_default;
select tenant_table('billing_entity');

-- Not valid: asking about rows that are there already needs a company, and there was no entity to point to before.
alter table location
  add constraint location_billing_entity foreign key (company_id, billing_entity_id)
  references billing_entity (company_id, id) not valid;
create index location_of_entity on location (company_id, billing_entity_id);

create table tax_registration (
  company_id uuid not null references company (id),
  id uuid not null,
  entity_id uuid not null,
  tax text not null check (tax in
    ('GST', 'HST', 'QST', 'PST', 'RST', 'CGST', 'SGST', 'UTGST', 'IGST', 'SALES_TAX')),
  -- CA, CA-QC, IN-MH and so on.
  jurisdiction text not null,
  number text not null,
  -- Half open.
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint tax_registration_once exclude using gist
    (company_id with =, entity_id with =, tax with =, jurisdiction with =, daterange(valid_from, valid_to) with &&),
  foreign key (company_id, entity_id) references billing_entity (company_id, id),
  check (valid_to is null or valid_from < valid_to)
);
create index tax_registration_entity on tax_registration (company_id, entity_id);
select tenant_table('tax_registration');

create table invoice (
  company_id uuid not null references company (id),
  id uuid not null,
  -- Null until issued; gap-free for each entity.
  number text,
  entity_id uuid not null,
  kind text not null default 'FINAL' check (kind in
    ('STANDARD', 'PROGRESS', 'FINAL', 'SUPPLEMENT', 'CYCLE', 'STORAGE')),
  status text not null default 'DRAFT' check (status in
    ('DRAFT', 'SENT', 'VIEWED', 'PARTIAL_PAID', 'PAID', 'OVERDUE', 'REFUNDED', 'CANCELLED')),
  customer_id uuid not null,
  job_id uuid,
  quote_id uuid,
  location_id uuid not null,
  title text not null,
  language text not null check (language in ('en', 'fr')),
  currency char(3) not null,
  purchase_order text,
  supply_date date,
  -- Day whose tax rates count; that of the issue once issued.
  tax_date date not null,
  due_date date,
  -- Who receives the supply, for tax, and why a tax is left out.
  recipient jsonb not null default '{}',
  untaxed_reason text,
  tax_notes jsonb not null default '[]',
  subtotal_minor bigint not null check (subtotal_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  paid_minor bigint not null default 0,
  balance_minor bigint not null generated always as (total_minor - paid_minor) stored,
  issued_at timestamptz,
  issued_by uuid,
  -- The paper's data as issued; the PDF is made from it and can be made again.
  document jsonb,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint invoice_number unique (company_id, entity_id, number),
  foreign key (company_id, entity_id) references billing_entity (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, job_id) references job (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check (total_minor = subtotal_minor + tax_minor),
  constraint invoice_not_overpaid check (paid_minor between 0 and total_minor),
  check (status in ('DRAFT', 'CANCELLED')
    or (number is not null and issued_at is not null and due_date is not null and document is not null))
);
create index invoice_created on invoice (company_id, created_at desc, id);
create index invoice_customer on invoice (company_id, customer_id, created_at desc);
create index invoice_job on invoice (company_id, job_id);
create index invoice_quote on invoice (company_id, quote_id);
create index invoice_location on invoice (company_id, location_id, created_at desc);
create index invoice_status on invoice (company_id, status, created_at desc);
create index invoice_open on invoice (company_id, due_date, id)
  where status in ('SENT', 'VIEWED', 'PARTIAL_PAID', 'OVERDUE');
-- What was agreed for a job is billed once.
create unique index invoice_final_once on invoice (company_id, job_id) where kind = 'FINAL' and status <> 'CANCELLED';
select tenant_table('invoice');

-- From issue on only status and paid (with it the balance) change; the status goes only along its arrows.
create function guard_invoice() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'invoices are cancelled, not deleted' using errcode = 'restrict_violation';
  end if;
  if old.status <> 'DRAFT' and
    to_jsonb(new) - '{status,paid_minor,balance_minor,updated_at,updated_by,version}'::text[]
    is distinct from
    to_jsonb(old) - '{status,paid_minor,balance_minor,updated_at,updated_by,version}'::text[] then
    raise exception 'an issued invoice is not changed' using errcode = 'restrict_violation';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('DRAFT', 'SENT'), ('DRAFT', 'CANCELLED'),
    ('SENT', 'VIEWED'), ('SENT', 'PARTIAL_PAID'), ('SENT', 'PAID'), ('SENT', 'OVERDUE'), ('SENT', 'CANCELLED'),
    ('VIEWED', 'PARTIAL_PAID'), ('VIEWED', 'PAID'), ('VIEWED', 'OVERDUE'), ('VIEWED', 'CANCELLED'),
    ('PARTIAL_PAID', 'PAID'), ('PARTIAL_PAID', 'OVERDUE'), ('PARTIAL_PAID', 'CANCELLED'),
    ('OVERDUE', 'PAID'), ('OVERDUE', 'CANCELLED'), ('PAID', 'REFUNDED')) then
    raise exception 'an invoice does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard before update or delete on invoice for each row execute function guard_invoice();

create table invoice_item (
  company_id uuid not null references company (id),
  id uuid not null,
  invoice_id uuid not null,
  position integer not null check (position between 1 and 1000),
  -- Name of the line within the invoice; that of the quote's line where it comes from one.
  line_key text not null,
  category text not null,
  tax_class text not null,
  description text not null,
  quantity text not null,
  unit text not null,
  -- 1/10,000 of the major unit.
  unit_price bigint not null,
  amount_minor bigint not null,
  discount_minor bigint not null default 0,
  -- Amount less discount: what is taxed.
  net_minor bigint not null,
  account_code text not null,
  -- Where it is supplied, for tax.
  places jsonb not null,
  is_public boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint invoice_item_line unique (company_id, invoice_id, line_key),
  foreign key (company_id, invoice_id) references invoice (company_id, id),
  check (net_minor = amount_minor - discount_minor)
);
select tenant_table('invoice_item');

create table invoice_tax (
  company_id uuid not null references company (id),
  id uuid not null,
  invoice_id uuid not null,
  jurisdiction text not null,
  tax text not null,
  -- Millionths.
  rate bigint not null check (rate >= 0),
  base_minor bigint not null,
  amount_minor bigint not null,
  account_code text not null,
  -- [{line, base, amount}]: the tax spread over the lines.
  shares jsonb not null,
  -- The seller's number for this tax, as printed.
  registration text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint invoice_tax_once unique (company_id, invoice_id, jurisdiction, tax, rate),
  foreign key (company_id, invoice_id) references invoice (company_id, id)
);
select tenant_table('invoice_tax');

create function guard_invoice_part() returns trigger language plpgsql as $$
declare
  part jsonb := to_jsonb(coalesce(new, old));
begin
  if exists (select 1 from invoice i
    where i.company_id = (part ->> 'company_id')::uuid and i.id = (part ->> 'invoice_id')::uuid
      and i.status <> 'DRAFT') then
    raise exception 'an issued invoice is not changed' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger guard before insert or update or delete on invoice_item
  for each row execute function guard_invoice_part();
create trigger guard before insert or update or delete on invoice_tax
  for each row execute function guard_invoice_part();

-- The PDF of an issued invoice.
create table invoice_paper (
  company_id uuid not null references company (id),
  id uuid not null,
  invoice_id uuid not null,
  pdf_key text not null,
  pdf_sha256 text not null check (length(pdf_sha256) = 64),
  made_at timestamptz not null,
  primary key (company_id, id),
  constraint invoice_paper_once unique (company_id, invoice_id),
  foreign key (company_id, invoice_id) references invoice (company_id, id)
);
select append_table('invoice_paper');

create table payment (
  company_id uuid not null references company (id),
  id uuid not null,
  -- The receipt's number, gap-free for each entity.
  number text not null,
  entity_id uuid not null,
  customer_id uuid not null,
  location_id uuid not null,
  provider text not null default 'NONE' check (provider in ('NONE', 'STRIPE', 'PAYPAL', 'SQUARE')),
  method text not null check (method in ('CASH', 'CHECK', 'BANK_TRANSFER')),
  status text not null check (status in
    ('PENDING', 'PROCESSING', 'COMPLETED', 'REFUNDED', 'FAILED', 'CANCELLED')),
  currency char(3) not null,
  -- What counts against invoices and credit; the money received is this plus the rounding.
  amount_minor bigint not null check (amount_minor > 0),
  rounding_minor bigint not null default 0 check (rounding_minor between -2 and 2),
  tendered_minor bigint,
  change_minor bigint not null default 0 check (change_minor >= 0),
  credit_minor bigint not null default 0 check (credit_minor >= 0),
  reference text,
  note text,
  -- Photo of the cheque.
  media_id uuid,
  received_at timestamptz not null,
  completed_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint payment_number unique (company_id, entity_id, number),
  foreign key (company_id, entity_id) references billing_entity (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index payment_received on payment (company_id, received_at desc, id);
create index payment_customer on payment (company_id, customer_id, received_at desc);
create index payment_location on payment (company_id, location_id);
select tenant_table('payment');

-- What was received stands; only the state moves.
create function guard_payment() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'payments are not deleted' using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - '{status,completed_at,updated_at,updated_by,version}'::text[]
    is distinct from
    to_jsonb(old) - '{status,completed_at,updated_at,updated_by,version}'::text[] then
    raise exception 'a payment is not changed' using errcode = 'restrict_violation';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('PENDING', 'PROCESSING'), ('PENDING', 'FAILED'), ('PENDING', 'CANCELLED'),
    ('PROCESSING', 'COMPLETED'), ('PROCESSING', 'FAILED'), ('PROCESSING', 'CANCELLED'), ('COMPLETED', 'REFUNDED')) then
    raise exception 'a payment does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard before update or delete on payment for each row execute function guard_payment();

create table payment_allocation (
  company_id uuid not null references company (id),
  id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  at timestamptz not null,
  primary key (company_id, id),
  constraint payment_allocation_once unique (company_id, payment_id, invoice_id),
  foreign key (company_id, payment_id) references payment (company_id, id),
  foreign key (company_id, invoice_id) references invoice (company_id, id)
);
create index payment_allocation_invoice on payment_allocation (company_id, invoice_id);
select append_table('payment_allocation');

-- What a customer has to their credit (account 2150).
create table customer_credit (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  payment_id uuid not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  at timestamptz not null,
  primary key (company_id, id),
  constraint customer_credit_once unique (company_id, payment_id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, payment_id) references payment (company_id, id)
);
create index customer_credit_customer on customer_credit (company_id, customer_id);
select append_table('customer_credit');
