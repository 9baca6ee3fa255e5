-- Who buys and whom to call there (module customers).

create table customer (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('PERSON', 'COMPANY')),
  first_name text,
  last_name text,
  company_name text,
  display_name text not null,
  -- The name as searched: no accents, lower case, no punctuation; a firm's match_key has no legal form.
  name_key text not null,
  match_key text not null,
  type text not null default 'RESIDENTIAL' check (type in
    ('RESIDENTIAL', 'COMMERCIAL', 'CONSTRUCTION', 'PROPERTY_DEVELOPER', 'MANUFACTURING', 'GOVERNMENT', 'OTHER')),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'INACTIVE', 'BLOCKED', 'MERGED', 'ANONYMISED')),
  -- Home location (scope LOCATION) and owner (scope OWN).
  location_id uuid,
  assigned_to uuid,
  designation text,
  -- Mirrors of the primary contact points.
  email text,
  phone text,
  street text,
  city text,
  province text,
  postal_code text,
  country char(2),
  billing_address jsonb,
  language text not null default 'en' check (language in ('en', 'fr')),
  currency char(3) not null,
  website text,
  registration_number text,
  lead_source text,
  preferences jsonb not null default '{}',
  terms_days integer not null default 0 check (terms_days between 0 and 120),
  credit_limit_minor bigint check (credit_limit_minor >= 0),
  credit_hold boolean not null default false,
  po_required boolean not null default false,
  statement_cycle text not null default 'NONE' check (statement_cycle in ('NONE', 'WEEKLY', 'MONTHLY')),
  blocked_reason text,
  blocked_by uuid,
  blocked_at timestamptz,
  blocked_until timestamptz,
  merged_into uuid,
  tags text[] not null default '{}',
  do_not_contact boolean not null default false,
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint customer_number unique (company_id, number),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id),
  foreign key (company_id, merged_into) references customer (company_id, id),
  check ((status = 'MERGED') = (merged_into is not null)),
  check (kind = 'COMPANY' or first_name is not null or last_name is not null),
  check (kind = 'PERSON' or company_name is not null)
);
create index customer_name on customer (company_id, name_key text_pattern_ops, id);
create index customer_match on customer (company_id, match_key);
create index customer_list on customer (company_id, display_name, id);
create index customer_recent on customer (company_id, updated_at desc, id);
create index customer_location on customer (company_id, location_id, updated_at desc);
create index customer_assigned on customer (company_id, assigned_to);
create index customer_merged_into on customer (company_id, merged_into);
create index customer_name_trigram on customer using gin (company_id, name_key gin_trgm_ops);
create index customer_match_trigram on customer using gin (company_id, match_key gin_trgm_ops);
select tenant_table('customer');

create table contact (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  name_key text not null,
  designation text,
  email text,
  phone text,
  language text check (language in ('en', 'fr')),
  is_primary boolean not null default false,
  is_billing boolean not null default false,
  is_site boolean not null default false,
  is_approver boolean not null default false,
  notes text,
  left_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index contact_customer on contact (company_id, customer_id, name);
create index contact_name on contact (company_id, name_key text_pattern_ops);
create index contact_name_trigram on contact using gin (company_id, name_key gin_trgm_ops);
create unique index contact_one_billing on contact (company_id, customer_id) where is_billing and left_at is null;
select tenant_table('contact');

create table contact_point (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  contact_id uuid,
  kind text not null check (kind in ('EMAIL', 'PHONE')),
  given text not null,
  email_lower text,
  email_match text,
  phone_e164 text,
  extension text,
  label text not null default 'OTHER' check (label in ('MOBILE', 'HOME', 'OFFICE', 'OTHER')),
  is_primary boolean not null default false,
  state text not null default 'UNVERIFIED' check (state in ('OK', 'UNVERIFIED', 'BOUNCING', 'INVALID')),
  verified_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id)
);
create index contact_point_customer on contact_point (company_id, customer_id, kind);
create index contact_point_contact on contact_point (company_id, contact_id);
create index contact_point_email on contact_point (company_id, email_match text_pattern_ops) where email_match is not null;
create index contact_point_phone on contact_point (company_id, phone_e164) where phone_e164 is not null;
create index contact_point_phone_part on contact_point using gin (company_id, phone_e164 gin_trgm_ops) where phone_e164 is not null;
create unique index contact_point_one_primary on contact_point (company_id, customer_id, kind)
  where is_primary and contact_id is null;
select tenant_table('contact_point');

create table customer_address (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('HOME', 'OFFICE', 'BILLING', 'SITE', 'STORAGE', 'OTHER')),
  label text,
  street text,
  city text,
  province text,
  postal_code text,
  country char(2),
  -- The address as compared with others (CUS-13).
  address_key text not null,
  latitude_micro integer,
  longitude_micro integer,
  access jsonb not null default '{}',
  valid_from date,
  valid_to date,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_address_customer on customer_address (company_id, customer_id, kind);
create index customer_address_key on customer_address (company_id, address_key);
select tenant_table('customer_address');

-- The consent ledger: the latest entry of a point, channel and purpose is the state. Never changed, never removed.
create table consent_entry (
  company_id uuid not null references company (id),
  id uuid not null,
  point_hash bytea not null,
  customer_id uuid,
  channel text not null check (channel in ('EMAIL', 'SMS', 'CALL', 'PUSH', 'LETTER')),
  purpose text not null check (purpose in ('SERVICE', 'MARKETING', 'REVIEW', 'RECORDING', 'LOCATION')),
  act text not null check (act in ('GIVEN', 'IMPLIED', 'WITHDRAWN', 'EXPIRED_BY_LAW')),
  basis text not null check (basis in ('EXPRESS', 'PURCHASE', 'INQUIRY', 'CONTRACT', 'LEGITIMATE')),
  pack text not null check (pack in ('CASL', 'TCPA', 'GDPR', 'IN', 'DEFAULT')),
  wording text,
  wording_language text,
  at timestamptz not null,
  expires_at timestamptz,
  source text not null check (source in ('FORM', 'PROVIDER', 'CALL', 'SMS_KEYWORD', 'LINK', 'PORTAL', 'STAFF', 'IMPORT')),
  proof jsonb not null default '{}',
  actor_id uuid,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index consent_entry_state on consent_entry (company_id, point_hash, channel, purpose, at desc, id desc);
create index consent_entry_customer on consent_entry (company_id, customer_id, at desc);
select append_table('consent_entry');

-- Pairs that look like one customer; the smaller id stands first.
create table duplicate_candidate (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  other_id uuid not null,
  score integer not null check (score between 0 and 100),
  reasons jsonb not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'MERGED', 'DISMISSED')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint duplicate_candidate_pair unique (company_id, customer_id, other_id),
  check (customer_id < other_id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, other_id) references customer (company_id, id)
);
create index duplicate_candidate_other on duplicate_candidate (company_id, other_id);
create index duplicate_candidate_open on duplicate_candidate (company_id, score desc, id) where state = 'OPEN';
select tenant_table('duplicate_candidate');

-- What other modules may know of a customer.
create view customers_v_card with (security_invoker = true) as
select c.company_id, c.id, c.number, c.kind, c.display_name, c.first_name, c.last_name, c.company_name, c.email, c.phone,
       c.language, c.currency, c.type, c.status, c.location_id, c.assigned_to, c.street, c.city, c.province, c.postal_code,
       c.country, c.billing_address, c.terms_days, c.credit_limit_minor, c.credit_hold, c.po_required, c.do_not_contact,
       c.merged_into
from customer c;
grant select on customers_v_card to cnc_app;

-- A survivor with its losers: one level deep (CUS-16).
create view customers_v_family with (security_invoker = true) as
select c.company_id, coalesce(c.merged_into, c.id) as survivor_id, c.id
from customer c;
grant select on customers_v_family to cnc_app;

create view customers_v_point with (security_invoker = true) as
select p.company_id, p.id, p.customer_id, p.kind, p.email_lower, p.email_match, p.phone_e164, p.is_primary, p.state
from contact_point p;
grant select on customers_v_point to cnc_app;

-- The text people type, as the keys are written.
create function search_key(q text) returns text language sql stable parallel safe
as $$ select trim(regexp_replace(lower(unaccent(q)), '[\s!-/:-@\[-`{-~]+', ' ', 'g')) $$;

-- Loads the library whose thresholds the functions below set.
select similarity('a', 'b');

-- Customers a text may mean: exact identifier, beginning of the name or of a word, similar name (CUS-22), each within
-- the caller's reach. The company is pinned in a variable before any row is touched, so that the indexes are used.
create function customer_hits(q text, everywhere boolean, locations uuid[], mine uuid, most integer)
returns table (id uuid, rank integer, matched text)
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
set pg_trgm.similarity_threshold = 0.4
set pg_trgm.word_similarity_threshold = 0.6
as $$
declare
  tenant uuid := app_company();
  k text := search_key(q);
  mail text := regexp_replace(lower(trim(q)), '([\\%_])', '\\\1', 'g');
  digits text := regexp_replace(q, '\D', '', 'g');
begin
  if length(k) < 2 then
    return;
  end if;
  return query
  with direct as materialized (
    (select c.id, 0 as rank, 'NUMBER' as matched from customer c
      where c.company_id = tenant and c.number = upper(trim(q)) limit 1)
    union all
    (select p.customer_id, case when p.email_match = mail then 0 else 1 end, 'EMAIL' from contact_point p
      where p.company_id = tenant and length(mail) >= 3 and p.email_match like mail || '%' limit 200)
    union all
    (select p.customer_id, case when p.phone_e164 in ('+' || digits, '+1' || digits) then 0 else 1 end, 'PHONE'
      from contact_point p
      where p.company_id = tenant and length(digits) >= 4 and p.phone_e164 like '%' || digits || '%' limit 200)
    union all
    (select c.id, 1, 'NAME' from customer c
      where c.company_id = tenant and c.name_key like k || '%' limit 500)
    union all
    (select c.id, 2, 'NAME' from customer c
      where c.company_id = tenant and length(k) >= 3 and c.name_key like '% ' || k || '%' limit 500)
    union all
    (select t.customer_id, 2, 'CONTACT' from contact t
      where t.company_id = tenant and t.name_key like k || '%' limit 200)
  ),
  -- Comparing names costs most: only where little was found as it was typed.
  similar_names as (
    (select c.id, 3 as rank, 'NAME' as matched from customer c
      where (select count(*) from direct) < 20
        and c.company_id = tenant and length(k) >= 3 and (c.name_key % k or c.name_key %> k)
      order by greatest(similarity(c.name_key, k), word_similarity(k, c.name_key)) desc limit 200)
    union all
    (select t.customer_id, 4, 'CONTACT' from contact t
      where (select count(*) from direct) < 20
        and t.company_id = tenant and length(k) >= 3 and (t.name_key % k or t.name_key %> k) limit 100)
  )
  select c.id, min(found.rank), min(found.matched)
  from (select * from direct union all select * from similar_names) found
  join customer c on c.company_id = tenant and c.id = found.id
  where everywhere or c.location_id is null or c.location_id = any (locations) or c.assigned_to = mine
  group by c.id, c.updated_at
  order by min(found.rank), c.updated_at desc, c.id
  limit least(most, 500);
end $$;

-- The same for lists, which test the caller's reach themselves.
create function customer_search(q text) returns setof uuid
language sql stable security definer
set search_path = public
as $$ select h.id from customer_hits(q, true, null, null, 500) h $$;

-- Customers that may be the same as a new one (CUS-13): by point, by address, by similar name. 40 at most.
create function customer_lookalikes(emails text[], phones text[], address text, wanted_key text)
returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
set pg_trgm.similarity_threshold = 0.5
as $$
declare
  tenant uuid := app_company();
begin
  return query
  select hit.id from (
    (select p.customer_id as id, 0 as rank from contact_point p
      where p.company_id = tenant and p.email_match = any (emails) limit 15)
    union all
    (select p.customer_id, 0 from contact_point p
      where p.company_id = tenant and p.phone_e164 = any (phones) limit 15)
    union all
    (select a.customer_id, 1 from customer_address a
      where a.company_id = tenant and length(address) > 0 and a.address_key = address limit 10)
    union all
    (select c.id, 2 from customer c
      where c.company_id = tenant and length(wanted_key) >= 3 and c.match_key % wanted_key
      order by similarity(c.match_key, wanted_key) desc limit 15)
  ) hit
  group by hit.id
  order by min(hit.rank), hit.id
  limit 40;
end $$;

grant select on customer, contact, contact_point, customer_address to cnc_search;
alter function customer_hits(text, boolean, uuid[], uuid, integer) owner to cnc_search;
alter function customer_search(text) owner to cnc_search;
alter function customer_lookalikes(text[], text[], text, text) owner to cnc_search;
revoke all on function customer_hits(text, boolean, uuid[], uuid, integer), customer_search(text),
  customer_lookalikes(text[], text[], text, text) from public;
grant execute on function customer_hits(text, boolean, uuid[], uuid, integer), customer_search(text),
  customer_lookalikes(text[], text[], text, text) to cnc_app;
