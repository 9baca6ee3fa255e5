-- How customers stand to each other (module customers, CUS-27): the first one pays for, is the parent of, is the broker
-- for or has referred the second; a household has no order, the smaller id stands first.

create table customer_relation (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('HOUSEHOLD', 'PARENT_OF', 'BROKER_FOR', 'REFERRED', 'PAYS_FOR')),
  -- SUGGESTED: two who look like one household (CUS-14). What was dismissed or ended stays as it was.
  state text not null check (state in ('SUGGESTED', 'ACTIVE', 'DISMISSED', 'ENDED')),
  note text,
  ended_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, other_id) references customer (company_id, id),
  check (customer_id <> other_id),
  check (kind <> 'HOUSEHOLD' or customer_id < other_id),
  check ((state in ('DISMISSED', 'ENDED')) = (ended_at is not null))
);
create unique index customer_relation_once on customer_relation (company_id, customer_id, other_id, kind)
  where state in ('SUGGESTED', 'ACTIVE');
-- Somebody else pays, but one only.
create unique index customer_relation_payer on customer_relation (company_id, other_id)
  where kind = 'PAYS_FOR' and state = 'ACTIVE';
create index customer_relation_first on customer_relation (company_id, customer_id, created_at desc, id desc);
create index customer_relation_second on customer_relation (company_id, other_id, created_at desc, id desc);
select tenant_table('customer_relation');

-- Who gets the quotes and invoices of a customer, where that is somebody else. Read through the family: what was agreed for
-- a merged customer holds for its survivor, whose own payer comes first; a payer that was merged is its survivor.
create view customers_v_payer with (security_invoker = true) as
select c.company_id, c.id as customer_id, p.payer_id
from customer c
cross join lateral (
  select case when x.merged_into is null then x.id else x.merged_into end as payer_id
  from customer f
  join customer_relation r on r.company_id = f.company_id and r.other_id = f.id
    and r.kind = 'PAYS_FOR' and r.state = 'ACTIVE'
  join customer x on x.company_id = r.company_id and x.id = r.customer_id
  where f.company_id = c.company_id
    and case when f.merged_into is null then f.id else f.merged_into end
      = case when c.merged_into is null then c.id else c.merged_into end
    and case when x.merged_into is null then x.id else x.merged_into end
      <> case when c.merged_into is null then c.id else c.merged_into end
  order by f.merged_into nulls first, r.created_at desc, r.id desc
  limit 1
) p;
grant select on customers_v_payer to cnc_app;
