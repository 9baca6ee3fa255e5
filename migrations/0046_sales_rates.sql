-- What other currencies are worth in the company's own, by day (module sales).

create table exchange_rate (
  company_id uuid not null references company (id),
  id uuid not null,
  currency char(3) not null,
  day date not null,
  -- One unit of the currency in the company's own; nothing filters on it.
  rate numeric(18, 8) not null check (rate > 0),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint exchange_rate_once unique (company_id, currency, day)
);
create index exchange_rate_day on exchange_rate (company_id, day desc, currency);
select tenant_table('exchange_rate');
