-- Deposits, and money that comes by card (module billing, BIL-9, BIL-20 to BIL-22). Card data never comes here: customers
-- type it on the provider's own page.

-- A legal seller's account at a payment provider.
create table provider_account (
  company_id uuid not null references company (id),
  id uuid not null,
  entity_id uuid not null,
  provider text not null default 'STRIPE' check (provider in ('STRIPE')),
  base_url text not null,
  -- Sealed under the master key: no answer, trail or dump shows it.
  secret_sealed bytea not null,
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, entity_id) references billing_entity (company_id, id)
);
create unique index provider_account_one on provider_account (company_id, entity_id) where is_active;
create index provider_account_entity on provider_account (company_id, entity_id, created_at, id);
create index provider_account_created on provider_account (company_id, created_at, id);
select tenant_table('provider_account');

-- A wish to be paid by card. It is committed before the provider is asked, and its id is the key under which the provider
-- knows a repetition: nothing is charged twice.
create table payment_intent (
  company_id uuid not null references company (id),
  id uuid not null,
  account_id uuid not null,
  entity_id uuid not null,
  quote_id uuid not null,
  customer_id uuid not null,
  location_id uuid not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- How the customer finds it on the provider's page: the quote's number.
  label text not null,
  state text not null default 'CREATED' check (state in
    ('CREATED', 'OPEN', 'CAPTURING', 'CAPTURED', 'VOIDING', 'VOIDED', 'FAILED')),
  -- The provider's names of its page and of the payment.
  page_ref text,
  page_url text,
  payment_ref text,
  tries integer not null default 0,
  next_try_at timestamptz,
  give_up_at timestamptz,
  reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, account_id) references provider_account (company_id, id),
  foreign key (company_id, entity_id) references billing_entity (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check ((page_ref is null) = (page_url is null)),
  check (state not in ('OPEN', 'CAPTURING', 'CAPTURED') or page_ref is not null)
);
-- One wish stands for a quote at a time, whoever asks.
create unique index payment_intent_one on payment_intent (company_id, quote_id)
  where state in ('CREATED', 'OPEN', 'CAPTURING', 'CAPTURED');
create index payment_intent_quote on payment_intent (company_id, quote_id, created_at desc);
create index payment_intent_account on payment_intent (company_id, account_id);
create index payment_intent_entity on payment_intent (company_id, entity_id);
create index payment_intent_customer on payment_intent (company_id, customer_id);
create index payment_intent_location on payment_intent (company_id, location_id);
create index payment_intent_due on payment_intent (company_id, next_try_at, id) where state in ('CAPTURING', 'VOIDING');
select tenant_table('payment_intent');

alter table payment
  drop constraint payment_method_check,
  add constraint payment_method_check check (method in ('CASH', 'CHECK', 'BANK_TRANSFER', 'CARD'));

-- What is paid ahead for a quote: owed to the customer (account 2100) until it is set off against an invoice.
create table deposit (
  company_id uuid not null references company (id),
  id uuid not null,
  payment_id uuid not null,
  quote_id uuid not null,
  entity_id uuid not null,
  customer_id uuid not null,
  location_id uuid not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor > 0),
  applied_minor bigint not null default 0,
  received_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint deposit_once unique (company_id, payment_id),
  constraint deposit_not_overdrawn check (applied_minor between 0 and amount_minor),
  foreign key (company_id, payment_id) references payment (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  foreign key (company_id, entity_id) references billing_entity (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index deposit_received on deposit (company_id, received_at desc, id);
create index deposit_quote on deposit (company_id, quote_id, received_at desc, id);
create index deposit_entity on deposit (company_id, entity_id);
create index deposit_customer on deposit (company_id, customer_id, received_at desc, id);
create index deposit_location on deposit (company_id, location_id, received_at desc, id);
select tenant_table('deposit');

-- What stands of a quote's deposit.
create view billing_v_deposit with (security_invoker = true) as
select d.company_id, d.id, d.quote_id, d.payment_id, d.currency, d.amount_minor, d.applied_minor, d.received_at
from deposit d;
grant select on billing_v_deposit to cnc_app;

create view billing_v_payment_intent with (security_invoker = true) as
select i.company_id, i.id, i.quote_id, i.state, i.currency, i.amount_minor, i.created_at
from payment_intent i;
grant select on billing_v_payment_intent to cnc_app;
