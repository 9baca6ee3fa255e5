-- What may be sold, on its way through a pipeline of stages (module sales).

create table pipeline (
  company_id uuid not null references company (id),
  id uuid not null,
  name_en text not null,
  name_fr text not null,
  industry text not null check (industry in ('MOVING', 'CRANE_RENTAL', 'LOGISTICS')),
  -- Where a deal begins when nobody says.
  is_default boolean not null default false,
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id)
);
create unique index pipeline_default on pipeline (company_id) where is_default;
create index pipeline_created on pipeline (company_id, created_at, id);
select tenant_table('pipeline');

-- A column of the board; each stands for one of the five base stages.
create table pipeline_stage (
  company_id uuid not null references company (id),
  id uuid not null,
  pipeline_id uuid not null,
  position integer not null check (position between 1 and 20),
  base text not null check (base in ('QUALIFICATION', 'PROPOSAL', 'NEGOTIATION', 'WON', 'LOST')),
  name_en text not null,
  name_fr text not null,
  probability integer not null check (probability between 0 and 100),
  age_limit_days integer check (age_limit_days between 1 and 365),
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, pipeline_id) references pipeline (company_id, id)
);
create index pipeline_stage_pipeline on pipeline_stage (company_id, pipeline_id, position, id);
select tenant_table('pipeline_stage');

create table deal (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  -- The base stage of stage_id.
  stage text not null check (stage in ('QUALIFICATION', 'PROPOSAL', 'NEGOTIATION', 'WON', 'LOST')),
  stage_since timestamptz not null,
  lead_id uuid,
  customer_id uuid not null,
  location_id uuid,
  assigned_to uuid,
  title text not null,
  title_key text not null,
  value_minor bigint not null default 0 check (value_minor between 0 and 100000000000000),
  currency char(3) not null,
  -- TYPED until a quote was sent; fixed by hand, a quote changes it no more.
  value_source text not null default 'TYPED' check (value_source in ('TYPED', 'QUOTE')),
  value_fixed boolean not null default false,
  value_quote_id uuid,
  probability integer not null check (probability between 0 and 100),
  probability_by_hand boolean not null default false,
  expected_close date,
  source text,
  machine_class text,
  start_date date,
  days integer check (days between 1 and 3650),
  competitor text,
  notes text,
  won_reason text,
  lost_reason text,
  closed_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint deal_number unique (company_id, number),
  check ((closed_at is null) = (stage in ('QUALIFICATION', 'PROPOSAL', 'NEGOTIATION'))),
  foreign key (company_id, pipeline_id) references pipeline (company_id, id),
  foreign key (company_id, stage_id) references pipeline_stage (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id)
);
create index deal_created on deal (company_id, created_at desc, id);
create index deal_value on deal (company_id, value_minor desc, id);
create index deal_stage_since on deal (company_id, stage_since desc, id);
create index deal_expected_close on deal (company_id, expected_close, id);
create index deal_expected_close_latest on deal (company_id, expected_close desc nulls last, id desc);
create index deal_lead on deal (company_id, lead_id, created_at desc, id);
create index deal_customer on deal (company_id, customer_id, created_at desc, id);
create index deal_location on deal (company_id, location_id, created_at desc, id);
create index deal_assigned on deal (company_id, assigned_to, created_at desc, id);
create index deal_base on deal (company_id, stage, created_at desc, id);
create index deal_pipeline on deal (company_id, pipeline_id, created_at desc, id);
create index deal_closed on deal (company_id, pipeline_id, closed_at) where closed_at is not null;
create index deal_column on deal (company_id, stage_id, stage_since desc, id);
-- Counting and adding up all cards of a board must not read the rows.
create index deal_board on deal (company_id, stage_id, closed_at)
  include (location_id, assigned_to, created_by, currency, value_minor, probability);
create index deal_title on deal (company_id, title_key text_pattern_ops);
create index deal_title_trigram on deal using gin (company_id, title_key gin_trgm_ops);
comment on column deal.value_quote_id is 'no key: another module''s record, kept as the source of a figure';
select tenant_table('deal');

-- The quotes of a deal. A quote belongs to one deal.
create table deal_quote (
  company_id uuid not null references company (id),
  id uuid not null,
  deal_id uuid not null,
  quote_id uuid not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint deal_quote_once unique (company_id, quote_id),
  foreign key (company_id, deal_id) references deal (company_id, id)
);
comment on column deal_quote.quote_id is 'no key: the quote gets its id at once and is made by its module on the event';
create index deal_quote_deal on deal_quote (company_id, deal_id, created_at, id);
select tenant_table('deal_quote');

-- Every move through a pipeline, and every change of a lead's status; append-only.
create table stage_change (
  company_id uuid not null references company (id),
  id uuid not null,
  deal_id uuid,
  lead_id uuid,
  -- Those that were moved in one go.
  batch_id uuid,
  from_stage text,
  to_stage text not null,
  from_stage_id uuid,
  to_stage_id uuid,
  reason text,
  -- The deal as it was, for taking a move back.
  before jsonb not null default '{}',
  actor_id uuid,
  at timestamptz not null,
  primary key (company_id, id),
  check ((deal_id is null) <> (lead_id is null)),
  foreign key (company_id, deal_id) references deal (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, from_stage_id) references pipeline_stage (company_id, id),
  foreign key (company_id, to_stage_id) references pipeline_stage (company_id, id)
);
create index stage_change_deal on stage_change (company_id, deal_id, at desc, id);
create index stage_change_lead on stage_change (company_id, lead_id, at desc, id);
create index stage_change_batch on stage_change (company_id, batch_id) where batch_id is not null;
create index stage_change_from on stage_change (company_id, from_stage_id, at);
create index stage_change_to on stage_change (company_id, to_stage_id, at);
select append_table('stage_change');

create view sales_v_deal with (security_invoker = true) as
select d.company_id, d.id, d.number, d.stage, d.lead_id, d.customer_id, d.location_id, d.assigned_to, d.title,
       d.value_minor, d.currency, d.probability, d.expected_close, d.machine_class, d.closed_at, d.created_at
from deal d;
grant select on sales_v_deal to cnc_app;

-- Deals a text may mean; the company is pinned first.
create function deal_search(q text)
returns setof uuid
language plpgsql stable security definer
rows 100
set search_path = public
set plan_cache_mode = force_custom_plan
set pg_trgm.similarity_threshold = 0.4
set pg_trgm.word_similarity_threshold = 0.6
as $$
declare
  tenant uuid := app_company();
  k text := search_key(q);
begin
  if length(k) < 2 then
    return;
  end if;
  return query
  with direct as materialized (
    (select d.id from deal d where d.company_id = tenant and d.number = upper(trim(q)) limit 1)
    union all
    (select d.id from deal d where d.company_id = tenant and d.title_key like k || '%' limit 200)
    union all
    (select d.id from deal d
      where d.company_id = tenant and length(k) >= 3 and d.title_key like '% ' || k || '%' limit 200)
  ),
  similar_titles as (
    (select d.id from deal d
      where (select count(*) from direct) < 20
        and d.company_id = tenant and length(k) >= 3 and (d.title_key % k or d.title_key %> k)
      order by greatest(similarity(d.title_key, k), word_similarity(k, d.title_key)) desc limit 200)
  )
  select found.id from (select * from direct union select * from similar_titles) found limit 500;
end $$;
grant select on deal to cnc_search;
alter function deal_search(text) owner to cnc_search;
revoke all on function deal_search(text) from public;
grant execute on function deal_search(text) to cnc_app;
