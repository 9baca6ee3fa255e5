-- What the company promises for what price, and the customer's signature under it (module quotes).

create table tariff (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('MOVING', 'CRANE', 'RENTAL', 'SERVICE')),
  currency char(3) not null,
  distance_unit text not null default 'KM' check (distance_unit in ('KM', 'MI')),
  -- Null: the whole company's; a location's own goes before it.
  location_id uuid,
  price_by text not null default 'QUOTE_DATE' check (price_by in ('QUOTE_DATE', 'SERVICE_DATE')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint tariff_name unique (company_id, name),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index tariff_kind on tariff (company_id, kind, location_id);
create index tariff_location on tariff (company_id, location_id);
select tenant_table('tariff');

create table tariff_version (
  company_id uuid not null references company (id),
  id uuid not null,
  tariff_id uuid not null,
  number integer not null check (number > 0),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  -- Half open.
  valid_from date not null,
  valid_to date,
  settings jsonb not null default '{}',
  -- SHA-256 of settings and rules as published.
  content_hash bytea,
  published_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint tariff_version_number unique (company_id, tariff_id, number),
  constraint tariff_version_overlap exclude using gist
    (company_id with =, tariff_id with =, daterange(valid_from, valid_to) with &&) where (state = 'PUBLISHED'),
  foreign key (company_id, tariff_id) references tariff (company_id, id),
  check (valid_to is null or valid_from < valid_to),
  check (state = 'DRAFT' or content_hash is not null)
);
select tenant_table('tariff_version');

-- A published version is frozen: only its end and its state may change.
create function freeze_tariff_version() returns trigger language plpgsql as $$
begin
  if old.state <> 'DRAFT' and (new.tariff_id, new.number, new.valid_from, new.settings, new.content_hash)
    is distinct from (old.tariff_id, old.number, old.valid_from, old.settings, old.content_hash) then
    raise exception 'a published tariff version is frozen' using errcode = 'restrict_violation';
  end if;
  if old.state <> 'DRAFT' and new.state = 'DRAFT' then
    raise exception 'a published tariff version is frozen' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_frozen before update on tariff_version for each row execute function freeze_tariff_version();

create table tariff_rule (
  company_id uuid not null references company (id),
  id uuid not null,
  tariff_version_id uuid not null,
  position integer not null,
  -- Stays the same through all versions of a tariff.
  rule_key text not null,
  kind text not null,
  body jsonb not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint tariff_rule_key unique (company_id, tariff_version_id, rule_key, position),
  foreign key (company_id, tariff_version_id) references tariff_version (company_id, id)
);
select tenant_table('tariff_rule');

create function freeze_tariff_rule() returns trigger language plpgsql as $$
declare
  of_version tariff_rule := coalesce(new, old);
begin
  if exists (select 1 from tariff_version v
    where v.company_id = of_version.company_id and v.id = of_version.tariff_version_id and v.state <> 'DRAFT') then
    raise exception 'a published tariff version is frozen' using errcode = 'restrict_violation';
  end if;
  return of_version;
end $$;
create trigger keep_frozen before insert or update or delete on tariff_rule
  for each row execute function freeze_tariff_rule();

-- One version of an offer.
create table quote (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  quote_version integer not null default 1 check (quote_version > 0),
  superseded_by uuid,
  kind text not null check (kind in ('MOVING', 'CRANE', 'RENTAL', 'SERVICE')),
  status text not null default 'DRAFT' check (status in
    ('DRAFT', 'SENT', 'VIEWED', 'ACCEPTED', 'CONVERTED', 'REJECTED', 'EXPIRED')),
  customer_id uuid not null,
  lead_id uuid,
  location_id uuid not null,
  assigned_to uuid,
  title text not null,
  language text not null check (language in ('en', 'fr')),
  service_date date not null,
  -- Last day on which it can be accepted, to its end at the location.
  valid_until date not null,
  valid_before timestamptz not null,
  terms text,
  -- Pickup, drop-off and sites as jobs take them: [{role, address{…}}].
  stops jsonb not null default '[]',
  machines jsonb not null default '[]',
  planned_minutes integer,
  crew_wanted integer,
  trucks_wanted integer,
  -- What the price is computed from and what came out, derivation included.
  inputs jsonb not null,
  priced jsonb,
  -- Customer, company and location as at the time of sending.
  snapshot jsonb not null default '{}',
  currency char(3) not null,
  subtotal_minor bigint not null default 0,
  total_minor bigint not null default 0,
  deposit_minor bigint not null default 0,
  low_total_minor bigint,
  high_total_minor bigint,
  planned_cost_minor bigint,
  engine_version text,
  -- The PDF as sent.
  pdf_key text,
  pdf_sha256 text,
  link_hash bytea,
  sent_at timestamptz,
  sent_by uuid,
  viewed_at timestamptz,
  accepted_at timestamptz,
  -- The total of what was chosen at signing.
  accepted_total_minor bigint,
  -- The job made of it, as its event told.
  job_id uuid,
  closed_at timestamptz,
  rejection_kind text check (rejection_kind in ('CUSTOMER', 'WITHDRAWN', 'REPLACED')),
  rejection_reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint quote_number unique (company_id, number, quote_version),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id),
  foreign key (company_id, superseded_by) references quote (company_id, id),
  check (status = 'DRAFT' or (priced is not null and sent_at is not null and pdf_sha256 is not null)),
  check ((status in ('ACCEPTED', 'CONVERTED')) = (accepted_at is not null))
);
create index quote_created on quote (company_id, created_at desc, id);
create index quote_customer on quote (company_id, customer_id, created_at desc);
create index quote_lead on quote (company_id, lead_id);
create index quote_location on quote (company_id, location_id, created_at desc);
create index quote_assigned on quote (company_id, assigned_to, created_at desc);
create index quote_superseded on quote (company_id, superseded_by);
create index quote_status on quote (company_id, status, created_at desc);
create index quote_open on quote (company_id, valid_before) where status in ('SENT', 'VIEWED');
create unique index quote_link on quote (company_id, link_hash);
-- One version of a number is open or accepted at a time.
create unique index quote_one_open on quote (company_id, number)
  where status in ('SENT', 'VIEWED', 'ACCEPTED', 'CONVERTED');
select tenant_table('quote');

create table quote_item (
  company_id uuid not null references company (id),
  id uuid not null,
  quote_id uuid not null,
  position integer not null,
  -- Key of the line within the price; stays through re-pricing.
  line_key text not null,
  part text not null,
  rule_key text,
  category text not null,
  tax_class text not null,
  description text not null,
  quantity text not null,
  unit text not null,
  -- 1/10,000 of the major unit.
  unit_price bigint not null,
  computed_minor bigint not null,
  amount_minor bigint not null,
  discount_minor bigint not null,
  total_minor bigint not null,
  is_optional boolean not null,
  option_group text,
  selected boolean not null,
  is_public boolean not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint quote_item_line unique (company_id, quote_id, line_key),
  foreign key (company_id, quote_id) references quote (company_id, id)
);
select tenant_table('quote_item');

-- From SENT on price, items and snapshot stand; the status goes only along its arrows.
create function guard_quote() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then
      raise exception 'only drafts can be deleted' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.status <> 'DRAFT' and
    (new.number, new.quote_version, new.kind, new.customer_id, new.location_id, new.title, new.language, new.service_date,
     new.valid_until, new.valid_before, new.terms, new.stops, new.machines, new.planned_minutes, new.crew_wanted,
     new.trucks_wanted, new.inputs, new.priced, new.snapshot, new.currency, new.subtotal_minor, new.total_minor,
     new.deposit_minor, new.low_total_minor, new.high_total_minor, new.planned_cost_minor, new.pdf_key, new.pdf_sha256,
     new.sent_at)
    is distinct from
    (old.number, old.quote_version, old.kind, old.customer_id, old.location_id, old.title, old.language, old.service_date,
     old.valid_until, old.valid_before, old.terms, old.stops, old.machines, old.planned_minutes, old.crew_wanted,
     old.trucks_wanted, old.inputs, old.priced, old.snapshot, old.currency, old.subtotal_minor, old.total_minor,
     old.deposit_minor, old.low_total_minor, old.high_total_minor, old.planned_cost_minor, old.pdf_key, old.pdf_sha256,
     old.sent_at) then
    raise exception 'a sent quote is not changed' using errcode = 'restrict_violation';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('DRAFT', 'SENT'), ('SENT', 'VIEWED'), ('SENT', 'ACCEPTED'), ('VIEWED', 'ACCEPTED'), ('ACCEPTED', 'CONVERTED'),
    ('SENT', 'REJECTED'), ('VIEWED', 'REJECTED'), ('SENT', 'EXPIRED'), ('VIEWED', 'EXPIRED')) then
    raise exception 'a quote does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard before update or delete on quote for each row execute function guard_quote();

create function guard_quote_item() returns trigger language plpgsql as $$
declare
  of_quote quote_item := coalesce(new, old);
begin
  if exists (select 1 from quote q
    where q.company_id = of_quote.company_id and q.id = of_quote.quote_id and q.status <> 'DRAFT') then
    raise exception 'a sent quote is not changed' using errcode = 'restrict_violation';
  end if;
  return of_quote;
end $$;
create trigger guard before insert or update or delete on quote_item
  for each row execute function guard_quote_item();

create table quote_view (
  company_id uuid not null references company (id),
  id uuid not null,
  quote_id uuid not null,
  at timestamptz not null,
  address text,
  user_agent text,
  primary key (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id)
);
create index quote_view_quote on quote_view (company_id, quote_id, at desc);
select measure_table('quote_view');

-- The signature and everything that proves it; one for each quote, never changed.
create table signature_log (
  company_id uuid not null references company (id),
  id uuid not null,
  quote_id uuid not null,
  signer_name text not null,
  signer_email text,
  method text not null check (method in ('DRAWN', 'TYPED', 'CLICK')),
  typed_name text,
  drawing_svg text,
  consent_text text not null,
  consent_version text not null,
  language text not null check (language in ('en', 'fr')),
  signed_at timestamptz not null,
  timezone text not null,
  address text,
  user_agent text,
  -- Ids of the optional items chosen, and the price of that choice.
  selected jsonb not null,
  priced jsonb not null,
  currency char(3) not null,
  total_minor bigint not null,
  deposit_minor bigint not null,
  shown_sha256 text not null,
  signed_sha256 text not null,
  signed_key text not null,
  primary key (company_id, id),
  constraint signature_once unique (company_id, quote_id),
  foreign key (company_id, quote_id) references quote (company_id, id)
);
select append_table('signature_log');

-- Hashes of signed documents of the whole installation, so that anyone may check a file without an account.
create table signed_document (
  sha256 text primary key check (length(sha256) = 64),
  number text not null,
  signed_at timestamptz not null
);
select global_table('signed_document');
grant insert on signed_document to cnc_app;

create view quotes_v_quote with (security_invoker = true) as
select q.company_id, q.id, q.number, q.quote_version, q.kind, q.status, q.customer_id, q.lead_id, q.location_id,
       q.assigned_to, q.title, q.service_date, q.valid_until, q.total_minor, q.accepted_total_minor, q.currency,
       q.created_by, q.created_at, q.sent_at, q.viewed_at, q.accepted_at, q.closed_at
from quote q;
grant select on quotes_v_quote to cnc_app;

-- What dispatch and billing work from: the choice that was signed.
create view quotes_v_accepted with (security_invoker = true) as
select q.company_id, q.id as quote_id, q.number, q.customer_id, q.location_id, q.kind, q.title, q.service_date,
       q.planned_minutes, q.crew_wanted, q.trucks_wanted, q.stops, s.total_minor, s.deposit_minor, s.currency, q.lead_id,
       q.machines, s.priced, q.inputs, q.accepted_at, q.language
from quote q
join signature_log s on s.company_id = q.company_id and s.quote_id = q.id
where q.status in ('ACCEPTED', 'CONVERTED');
grant select on quotes_v_accepted to cnc_app;

-- The words of a quote's lines, in its language.
create view quotes_v_item with (security_invoker = true) as
select i.company_id, i.id, i.quote_id, i.position, i.line_key, i.description, i.is_public
from quote_item i;
grant select on quotes_v_item to cnc_app;

-- Quotes a text may mean: number, title, customer.
create function quote_search(q text) returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  (select t.id from quote t
    where t.company_id = tenant and t.number like upper(trim(q)) || '%' limit 500)
  union
  (select t.id from quote t
    where t.company_id = tenant and length(q) > 2 and t.title ilike part limit 500)
  union
  (select t.id from customer_search(q) c
    join quote t on t.company_id = tenant and t.customer_id = c limit 2000);
end $$;
grant select on quote to cnc_search;
alter function quote_search(text) owner to cnc_search;
revoke all on function quote_search(text) from public;
grant execute on function quote_search(text) to cnc_app;
