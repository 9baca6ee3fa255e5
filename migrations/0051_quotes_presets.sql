-- Offers that are made again and again: named inputs, without customer, day and place (module quotes).
create table quote_preset (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('MOVING', 'CRANE', 'RENTAL', 'SERVICE')),
  inputs jsonb not null,
  terms text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint quote_preset_name unique (company_id, name)
);
create index quote_preset_listed on quote_preset (company_id, name, id);
create index quote_preset_kind on quote_preset (company_id, kind, name, id);
select tenant_table('quote_preset');
