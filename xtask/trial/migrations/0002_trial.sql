-- A small schema for the generator's own test: a column of every type, a reference, a view, a search function.

create table customer (
  company_id uuid not null references company (id),
  id uuid not null,
  display_name text not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id)
);
select tenant_table('customer');

create table lead (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  type text not null,
  status text not null,
  email text,
  customer_id uuid,
  score bigint,
  tags text[] not null default '{}',
  data jsonb not null default '{}',
  day date,
  at_time time,
  rate numeric(18, 8),
  raw bytea,
  currency char(3),
  latitude float8,
  received_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index lead_customer on lead (company_id, customer_id);
select tenant_table('lead');

create view v_lead with (security_invoker) as
select l.company_id, l.id, l.number, l.customer_id, c.display_name, c.id as found_id
from lead l
left join customer c on c.company_id = l.company_id and c.id = l.customer_id;

create function lead_search(q text) returns setof uuid language plpgsql stable as $$
begin
  return query select l.id from lead l where l.company_id = app_company() and l.number = q;
end $$;
