-- Merging customers and taking it back (module customers).

create table customer_merge (
  company_id uuid not null references company (id),
  id uuid not null,
  survivor_id uuid not null,
  loser_id uuid not null,
  -- Home location of the survivor: where the right to undo is asked for.
  location_id uuid,
  -- Field → SURVIVOR or LOSER, as somebody chose.
  choices jsonb not null default '{}',
  -- The rows as they were, and the survivor as it became: what undoing compares with.
  survivor_before jsonb not null,
  loser_before jsonb not null,
  survivor_after jsonb not null,
  -- Customers merged into the loser earlier; they followed it and go back with it.
  followers uuid[] not null default '{}',
  undone_at timestamptz,
  undone_by uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, survivor_id) references customer (company_id, id),
  foreign key (company_id, loser_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check (survivor_id <> loser_id)
);
create unique index customer_merge_standing on customer_merge (company_id, loser_id) where undone_at is null;
create index customer_merge_survivor on customer_merge (company_id, survivor_id, created_at desc);
create index customer_merge_loser on customer_merge (company_id, loser_id);
create index customer_merge_location on customer_merge (company_id, location_id);
select tenant_table('customer_merge');

-- Who merged into whom is one level deep (CUS-16): a survivor is not merged itself.
create function guard_customer_family() returns trigger language plpgsql as $$
begin
  if new.merged_into is not null and new.merged_into is distinct from old.merged_into and exists (
    select 1 from customer c
    where c.company_id = new.company_id and c.id = new.merged_into and c.merged_into is not null) then
    raise exception 'a merged customer takes in nobody' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger family before update of merged_into on customer for each row execute function guard_customer_family();
