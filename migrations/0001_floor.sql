-- The floor everything stands on: roles, the tenant's wall, row images, the audit trail, events, idempotency.
-- Runs as cnc_owner. Roles themselves are made before the first migration (crates/engine/src/roles.sql).

-- Settings of the transaction. Unset means an error, never all rows and never an empty answer.
create function app_company() returns uuid language sql stable parallel safe
  return current_setting('app.company_id')::uuid;
create function app_entry() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.entry_id', true), '')::uuid;
create function app_user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;
create function app_now() returns timestamptz language sql stable parallel safe
  return coalesce(nullif(current_setting('app.now', true), '')::timestamptz, transaction_timestamp());

-- Companies (global).
create table company (
  id uuid primary key,
  name text not null,
  slug text not null unique,
  industry text not null check (industry in ('MOVING', 'CRANE_RENTAL', 'LOGISTICS')),
  is_franchise boolean not null default false,
  plan text not null default 'STANDARD',
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
  contact_email text,
  contact_phone text,
  website text,
  timezone text not null,
  currency char(3) not null,
  language text not null default 'en' check (language in ('en', 'fr')),
  settings jsonb not null default '{}',
  features jsonb not null default '{}',
  limits jsonb not null default '{}',
  audit_enabled boolean not null default true,
  access_version bigint not null default 1,
  created_at timestamptz not null default app_now(),
  updated_at timestamptz not null default app_now(),
  version bigint not null default 1
);

-- Row images: one row for every row inserted, updated or deleted in a record table. History, rollback and the
-- audit leaf read them; nobody may change them.
create table row_change (
  company_id uuid not null references company (id),
  table_name text not null,
  row_id uuid not null,
  version bigint not null,
  entry_id uuid not null,
  act text not null check (act in ('INSERT', 'UPDATE', 'DELETE')),
  at timestamptz not null,
  image jsonb,
  primary key (company_id, table_name, row_id, version)
);
create index row_change_entry on row_change (company_id, entry_id);

create function stamp_row() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.created_at := app_now();
    new.created_by := app_user_id();
  else
    new.created_at := old.created_at;
    new.created_by := old.created_by;
    new.version := old.version + 1;
  end if;
  new.updated_at := app_now();
  new.updated_by := app_user_id();
  return new;
end $$;

-- The argument is the entity's name, since a shard's table has another one.
create function image_row() returns trigger language plpgsql as $$
declare
  row_image jsonb;
  row_version bigint := 1;
begin
  if tg_op = 'DELETE' then
    row_image := to_jsonb(old);
  else
    row_image := to_jsonb(new);
  end if;
  if row_image ? 'version' then
    row_version := (row_image ->> 'version')::bigint;
  end if;
  if tg_op = 'DELETE' then
    row_version := row_version + 1;
  end if;
  insert into row_change (company_id, table_name, row_id, version, entry_id, act, at, image)
  values (
    (row_image ->> 'company_id')::uuid, tg_argv[0], (row_image ->> 'id')::uuid, row_version,
    app_entry(), tg_op, app_now(),
    case when current_setting('app.audit', true) = 'off' then null else row_image end
  );
  return null;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_argv[0] using errcode = 'restrict_violation';
end $$;

-- The walls of a tenant table: forced row security with one permissive policy.
create function wall(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format(
    'create policy tenant on %s using (company_id = app_company()) with check (company_id = app_company())', t);
end $$;

create function tenant_table(t text) returns void language plpgsql as $$
begin
  perform wall(t::regclass);
  execute format('create trigger stamp before insert or update on %I for each row execute function stamp_row()', t);
  execute format(
    'create trigger image after insert or update or delete on %I for each row execute function image_row(%L)', t, t);
  execute format('grant select, insert, update, delete on %I to cnc_app', t);
end $$;

create function append_table(t text) returns void language plpgsql as $$
begin
  perform wall(t::regclass);
  execute format(
    'create trigger image after insert on %I for each row execute function image_row(%L)', t, t);
  execute format(
    'create trigger append_only before update or delete on %I for each row execute function refuse_change(%L)', t, t);
  execute format('grant select, insert on %I to cnc_app', t);
end $$;

create function measure_table(t text) returns void language plpgsql as $$
begin
  perform wall(t::regclass);
  execute format('grant select, insert on %I to cnc_app', t);
end $$;

create function global_table(t text) returns void language plpgsql as $$
begin
  execute format('grant select on %I to cnc_app', t);
end $$;

select wall('row_change');
grant select, insert on row_change to cnc_app;
grant select on company to cnc_app;

-- The audit trail: one line an operation, refusals too. `canonical` is the exact text (RFC 8785) that is hashed;
-- the digest of the row images is put into it here, inside the transaction that made them.
create table audit_entry (
  company_id uuid not null references company (id),
  id uuid not null,
  at timestamptz not null,
  occurred_at timestamptz,
  operation text not null,
  action text not null,
  outcome text not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
  severity text not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
  reason text,
  actor_kind text not null check (actor_kind in ('USER', 'SUPER_ADMIN', 'LINK', 'KEY', 'SYSTEM')),
  actor_id uuid,
  actor_name text not null,
  support_session_id uuid,
  entity text,
  entity_id uuid,
  entity_label text,
  location_id uuid,
  request_id uuid not null,
  address text,
  agent text,
  input jsonb,
  canonical text not null,
  leaf bytea not null,
  primary key (company_id, id)
);
create index audit_entry_at on audit_entry (company_id, at desc, id);
create index audit_entry_entity on audit_entry (company_id, entity, entity_id, at desc);
create index audit_entry_actor on audit_entry (company_id, actor_id, at desc);
create index audit_entry_action on audit_entry (company_id, action, at desc);
create index audit_entry_request on audit_entry (company_id, request_id);
select wall('audit_entry');
grant select, insert on audit_entry to cnc_app;

-- What the sealer has not put into a block yet (local infrastructure).
create table audit_pending (
  company_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  primary key (company_id, entry_id)
);
create index audit_pending_at on audit_pending (company_id, at, entry_id);
grant select, insert, delete on audit_pending to cnc_app;

create function seal_leaf() returns trigger language plpgsql as $$
declare
  digest text;
begin
  select coalesce(string_agg(
           c.table_name || ' ' || c.row_id || ' ' || c.version || ' ' || c.act || ' ' ||
           encode(sha256(convert_to(coalesce(c.image::text, ''), 'UTF8')), 'hex'), e'\n'
           order by c.table_name, c.row_id, c.version), '')
    into digest
    from row_change c
   where c.company_id = new.company_id and c.entry_id = new.id;
  if digest <> '' then
    digest := encode(sha256(convert_to(digest, 'UTF8')), 'hex');
  end if;
  new.canonical := replace(new.canonical, '"changes":"@"', '"changes":"' || digest || '"');
  new.leaf := sha256('\x00'::bytea || convert_to(new.canonical, 'UTF8'));
  insert into audit_pending (company_id, entry_id, at) values (new.company_id, new.id, new.at);
  return new;
end $$;
create trigger seal before insert on audit_entry for each row execute function seal_leaf();
create trigger append_only before update or delete on audit_entry for each row execute function refuse_change('audit_entry');
create trigger append_only before update or delete on row_change for each row execute function refuse_change('row_change');

-- Events: what happened, told to other modules and to open screens.
create table event (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  entity text not null,
  entity_id uuid not null,
  location_id uuid,
  actor_id uuid,
  entry_id uuid not null,
  at timestamptz not null,
  data jsonb not null,
  primary key (company_id, id)
);
select measure_table('event');

-- The outbox (local infrastructure): ids only; the relay empties it.
create table outbox (
  event_id uuid primary key,
  company_id uuid not null,
  name text not null,
  at timestamptz not null
);
grant insert on outbox to cnc_app;
grant select, insert, update, delete on outbox, audit_pending to cnc_worker;

-- Answers kept for repeated commands.
create table idempotency (
  company_id uuid not null references company (id),
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  operation text not null,
  input_hash bytea not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (company_id, actor_id, key)
);
create index idempotency_at on idempotency (company_id, at);
select wall('idempotency');
grant select, insert, delete on idempotency to cnc_app;

-- Business numbers: gap-free, the row is locked until the transaction that took the number ends.
create table number_series (
  company_id uuid not null references company (id),
  name text not null,
  last bigint not null,
  primary key (company_id, name)
);
select wall('number_series');
grant select, insert, update on number_series to cnc_app;

-- What the schema was after each migration (global).
create table schema_change (
  name text primary key,
  sha256 text not null,
  fingerprint text not null,
  at timestamptz not null
);
select global_table('schema_change');

-- Sealed blocks and signed checkpoints.
create table audit_block (
  company_id uuid not null references company (id),
  number bigint not null,
  entry_count integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  entry_ids uuid[] not null,
  leaves bytea not null,
  sealed_at timestamptz not null,
  primary key (company_id, number)
);
select measure_table('audit_block');

create table audit_checkpoint (
  company_id uuid not null references company (id),
  sequence bigint not null,
  day date not null,
  block bigint not null,
  block_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  signature bytea not null,
  key_id text not null,
  at timestamptz not null,
  primary key (company_id, sequence)
);
select measure_table('audit_checkpoint');

-- Signing keys (global): the private part is sealed by the installation's master key.
create table signing_key (
  id text primary key,
  purpose text not null check (purpose in ('TOKEN', 'AUDIT')),
  public_key bytea not null,
  sealed_private bytea not null,
  valid_from timestamptz not null,
  valid_to timestamptz
);
grant select, insert on signing_key to cnc_app;
