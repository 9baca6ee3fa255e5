-- From the first ring to the signed sale (module sales).

create table move_source (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  name_key text not null,
  description text,
  kind text not null default 'OTHER' check (kind in
    ('WEBSITE', 'REFERRAL', 'DIRECT', 'SOCIAL', 'EMAIL', 'PHONE', 'PARTNER', 'OTHER')),
  cost_per_lead_minor bigint check (cost_per_lead_minor >= 0),
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint move_source_name unique (company_id, name_key)
);
select tenant_table('move_source');

create table lead_provider (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  key_hash bytea not null,
  source text not null,
  location_id uuid,
  cost_per_lead_minor bigint check (cost_per_lead_minor >= 0),
  window_hours integer not null default 24 check (window_hours between 1 and 720),
  reply_style text not null default 'NATIVE' check (reply_style in ('NATIVE', 'SMARTMOVING')),
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, key_hash),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index lead_provider_location on lead_provider (company_id, location_id);
create index lead_provider_name on lead_provider (company_id, name, id);
select tenant_table('lead_provider');

create table lead_form (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  key_hash bytea not null,
  source text not null,
  location_id uuid,
  service_type text not null default 'MOVING',
  language text not null default 'en' check (language in ('en', 'fr')),
  consent_wording text not null,
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, key_hash),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index lead_form_location on lead_form (company_id, location_id);
create index lead_form_name on lead_form (company_id, name, id);
select tenant_table('lead_form');

create table lead (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  customer_id uuid,
  location_id uuid,
  assigned_to uuid,
  -- As given by whoever asked.
  first_name text,
  last_name text,
  full_name text not null,
  company_name text,
  name_key text not null,
  email text,
  phone text,
  email_match text,
  phone_e164 text,
  phone_extension text,
  phone_state text not null default 'UNVERIFIED' check (phone_state in ('OK', 'UNVERIFIED', 'INVALID')),
  language text not null default 'en' check (language in ('en', 'fr')),
  source text not null,
  provider_id uuid,
  channel text not null check (channel in ('FORM', 'PROVIDER', 'CALL', 'MESSAGE', 'PORTAL', 'IMPORT', 'HAND')),
  status text not null default 'NEW' check (status in
    ('NEW', 'CONTACTED', 'QUALIFIED', 'UNQUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION', 'WON', 'LOST', 'ARCHIVED')),
  status_before text,
  status_since timestamptz not null,
  priority text not null default 'MEDIUM' check (priority in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
  priority_by_hand boolean not null default false,
  service_type text,
  move_size text,
  move_date date,
  move_date_open boolean not null default false,
  origin jsonb not null default '{}',
  destination jsonb not null default '{}',
  origin_city text,
  destination_city text,
  distance_km integer check (distance_km between 0 and 50000),
  rental jsonb not null default '{}',
  estimated_value_minor bigint check (estimated_value_minor >= 0),
  score integer not null default 0 check (score between 0 and 100),
  score_reasons jsonb not null default '[]',
  qualification jsonb not null default '{}',
  notes text,
  tracking jsonb not null default '{}',
  network text,
  received_at timestamptz not null,
  -- The clock runs from here; null while a lead is in quarantine.
  clock_started_at timestamptz,
  first_touch_at timestamptz,
  first_touch_by uuid,
  last_contact_at timestamptz,
  follow_up_at timestamptz,
  touches integer not null default 0,
  reopened integer not null default 0,
  quarantined_at timestamptz,
  lost_reason text,
  closed_at timestamptz,
  converted_at timestamptz,
  quote_id uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint lead_number unique (company_id, number),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id),
  foreign key (company_id, provider_id) references lead_provider (company_id, id)
);
create index lead_received on lead (company_id, received_at desc, id);
create index lead_status on lead (company_id, status, received_at desc, id);
create index lead_customer on lead (company_id, customer_id);
create index lead_location on lead (company_id, location_id, received_at desc);
create index lead_assigned on lead (company_id, assigned_to, received_at desc);
create index lead_provider_id on lead (company_id, provider_id);
create index lead_email on lead (company_id, email_match, received_at desc) where email_match is not null;
create index lead_phone on lead (company_id, phone_e164, received_at desc) where phone_e164 is not null;
create index lead_network on lead (company_id, network, received_at desc) where network is not null;
create index lead_score on lead (company_id, score, id);
create index lead_move_date on lead (company_id, move_date, id);
create index lead_name on lead (company_id, name_key text_pattern_ops);
create index lead_name_trigram on lead using gin (company_id, name_key gin_trgm_ops);
select tenant_table('lead');

-- Each further submission, call, click; append-only.
create table lead_touch (
  company_id uuid not null references company (id),
  id uuid not null,
  lead_id uuid not null,
  kind text not null check (kind in
    ('SUBMISSION', 'CALL_IN', 'CALL_OUT', 'EMAIL_IN', 'EMAIL_OUT', 'SMS_IN', 'SMS_OUT', 'MEETING', 'NOTE', 'CLICK', 'STATUS', 'ASSIGNED')),
  is_human boolean not null default false,
  note text,
  outcome text,
  data jsonb not null default '{}',
  actor_id uuid,
  at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id)
);
create index lead_touch_lead on lead_touch (company_id, lead_id, at desc, id);
select append_table('lead_touch');

-- What came in, as it came (keys and secrets cut out), before anybody understood it.
create table lead_intake (
  company_id uuid not null references company (id),
  id uuid not null,
  channel text not null check (channel in ('FORM', 'PROVIDER')),
  provider_id uuid,
  form_id uuid,
  payload jsonb not null,
  outcome text not null default 'STORED' check (outcome in ('STORED', 'ACCEPTED', 'DUPLICATE', 'QUARANTINED', 'REFUSED')),
  reason text,
  lead_id uuid,
  network text,
  received_at timestamptz not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, provider_id) references lead_provider (company_id, id),
  foreign key (company_id, form_id) references lead_form (company_id, id),
  foreign key (company_id, lead_id) references lead (company_id, id)
);
create index lead_intake_received on lead_intake (company_id, received_at desc, id);
create index lead_intake_provider on lead_intake (company_id, provider_id, received_at desc);
create index lead_intake_form on lead_intake (company_id, form_id, received_at desc);
create index lead_intake_network on lead_intake (company_id, form_id, network, received_at desc);
create index lead_intake_lead on lead_intake (company_id, lead_id);
select tenant_table('lead_intake');

create table contact_block (
  company_id uuid not null references company (id),
  id uuid not null,
  kind text not null check (kind in ('PHONE', 'EMAIL', 'DOMAIN', 'ADDRESS', 'NETWORK')),
  -- As compared: E.164, matching form of the e-mail, domain, IP address or network.
  value text not null,
  network cidr,
  reason text not null,
  location_id uuid,
  expires_at timestamptz,
  hits bigint not null default 0,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint contact_block_value unique (company_id, kind, value),
  check ((kind in ('ADDRESS', 'NETWORK')) = (network is not null)),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index contact_block_location on contact_block (company_id, location_id);
create index contact_block_created on contact_block (company_id, created_at desc, id);
select tenant_table('contact_block');

create table fraud_flag (
  company_id uuid not null references company (id),
  id uuid not null,
  lead_id uuid not null,
  code text not null check (code in
    ('BLOCKED_CONTACT', 'IP_FLAGGED', 'VELOCITY', 'DISPOSABLE_EMAIL', 'INVALID_PHONE', 'COUNTRY_MISMATCH', 'SAME_TEXT')),
  evidence text not null,
  weight integer not null check (weight between 0 and 100),
  cleared_at timestamptz,
  cleared_by uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint fraud_flag_once unique (company_id, lead_id, code),
  foreign key (company_id, lead_id) references lead (company_id, id)
);
select tenant_table('fraud_flag');

-- Counting all cards of a board by status must not read the rows.
create index lead_board on lead (company_id, status, closed_at) include (location_id, assigned_to, created_by)
  where quarantined_at is null;

create view sales_v_lead with (security_invoker = true) as
select l.company_id, l.id, l.number, l.status, l.location_id, l.customer_id, l.assigned_to, l.full_name, l.company_name,
       l.email, l.phone, l.language, l.source, l.service_type, l.move_size, l.move_date, l.origin, l.destination, l.rental,
       l.priority, l.score, l.received_at, l.first_touch_at, l.clock_started_at, l.quarantined_at, l.quote_id, l.closed_at
from lead l;
grant select on sales_v_lead to cnc_app;

create view sales_v_open_leads with (security_invoker = true) as
select l.company_id, l.id, l.number, l.status, l.location_id, l.customer_id, l.assigned_to, l.full_name, l.priority,
       l.score, l.received_at, l.clock_started_at, l.first_touch_at
from lead l
where l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
  and l.quarantined_at is null;
grant select on sales_v_open_leads to cnc_app;

-- Leads a text may mean, within the caller's reach; the company is pinned first.
create function lead_hits(q text, everywhere boolean, locations uuid[], mine uuid, most integer)
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
  mail text := lower(trim(q));
  digits text := regexp_replace(q, '\D', '', 'g');
begin
  if length(k) < 2 then
    return;
  end if;
  return query
  with direct as materialized (
    (select l.id, 0 as rank, 'NUMBER' as matched from lead l
      where l.company_id = tenant and l.number = upper(trim(q)) limit 1)
    union all
    (select l.id, 0, 'EMAIL' from lead l where l.company_id = tenant and l.email_match = mail limit 100)
    union all
    (select l.id, 0, 'PHONE' from lead l
      where l.company_id = tenant and length(digits) >= 7 and l.phone_e164 in ('+' || digits, '+1' || digits) limit 100)
    union all
    (select l.id, 1, 'NAME' from lead l where l.company_id = tenant and l.name_key like k || '%' limit 200)
    union all
    (select l.id, 2, 'NAME' from lead l
      where l.company_id = tenant and length(k) >= 3 and l.name_key like '% ' || k || '%' limit 200)
  ),
  -- Comparing names costs most: only where little was found as it was typed.
  similar_names as (
    (select l.id, 3 as rank, 'NAME' as matched from lead l
      where (select count(*) from direct) < 20
        and l.company_id = tenant and length(k) >= 3 and (l.name_key % k or l.name_key %> k)
      order by greatest(similarity(l.name_key, k), word_similarity(k, l.name_key)) desc limit 200)
  )
  select l.id, min(found.rank), min(found.matched)
  from (select * from direct union all select * from similar_names) found
  join lead l on l.company_id = tenant and l.id = found.id
  where everywhere or l.location_id is null or l.location_id = any (locations) or l.assigned_to = mine or l.created_by = mine
  group by l.id, l.received_at
  order by min(found.rank), l.received_at desc, l.id
  limit least(most, 500);
end $$;

create function lead_search(q text) returns setof uuid
language sql stable security definer
set search_path = public
as $$ select h.id from lead_hits(q, true, null, null, 500) h $$;

grant select on lead to cnc_search;
alter function lead_hits(text, boolean, uuid[], uuid, integer) owner to cnc_search;
alter function lead_search(text) owner to cnc_search;
revoke all on function lead_hits(text, boolean, uuid[], uuid, integer), lead_search(text) from public;
grant execute on function lead_hits(text, boolean, uuid[], uuid, integer), lead_search(text) to cnc_app;
