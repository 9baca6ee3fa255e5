-- Who may enter, into which company, to do what (module access).

create table location (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  code text not null,
  kind text not null check (kind in ('CORPORATE', 'FRANCHISE')),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'CLOSED')),
  street text,
  city text not null,
  province text not null,
  postal_code text,
  country char(2) not null,
  latitude_micro integer, longitude_micro integer,
  phone text, email text, contact_name text,
  timezone text not null,
  truck_count integer not null default 0, truck_note text,
  storage_type text not null default 'NONE' check (storage_type in ('LOCKER', 'POD', 'NONE')),
  storage_note text,
  cx_care boolean not null default false,
  billing_entity_id uuid,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, code)
);
create index location_name on location (company_id, name, id);
select tenant_table('location');

-- A person who signs in (global). Found through login_directory only.
create table identity (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text,
  locale text not null default 'en',
  totp_secret_sealed bytea,
  last_login_at timestamptz,
  created_at timestamptz not null default app_now()
);
grant select, insert, update on identity to cnc_app;

-- HMAC of the normalised e-mail → identity or super admin. Unique in the installation. A super admin has two
-- lines: user name and e-mail.
create table login_directory (
  email_hmac bytea primary key,
  identity_id uuid unique references identity (id),
  super_admin_id uuid,
  check (num_nonnulls(identity_id, super_admin_id) = 1)
);
-- The memberships of an identity: which companies it may enter, as which user.
create table membership (
  identity_id uuid not null references identity (id),
  company_id uuid not null references company (id),
  user_id uuid not null,
  primary key (identity_id, company_id)
);
create index membership_company on membership (company_id);
grant insert, delete on login_directory to cnc_app;
grant insert, delete on membership to cnc_app;

create table sign_in_attempt (
  id uuid primary key,
  email_hmac bytea not null,
  network text not null,
  at timestamptz not null,
  succeeded boolean not null
);
create index sign_in_attempt_pair on sign_in_attempt (email_hmac, network, at desc);
create index sign_in_attempt_network on sign_in_attempt (network, at desc);
create index sign_in_attempt_email on sign_in_attempt (email_hmac, at desc);
create index sign_in_attempt_at on sign_in_attempt (at);
grant select, insert, delete on sign_in_attempt to cnc_app;

-- One row a pair that tries: its lock makes simultaneous tries wait for each other, so that none escapes the count.
create table sign_in_guard (
  email_hmac bytea not null,
  network text not null,
  at timestamptz not null,
  primary key (email_hmac, network)
);
create index sign_in_guard_at on sign_in_guard (at);
grant select, insert, update, delete on sign_in_guard to cnc_app;

create table super_admin (
  id uuid primary key,
  username text not null unique,
  email text not null,
  name text not null,
  role text not null check (role in ('SUPER_ADMIN', 'SUPPORT_ADMIN', 'AUDITOR', 'COMPANY_ADMIN')),
  password_hash text,
  setup_hash bytea,
  setup_until timestamptz,
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'DISABLED')),
  created_at timestamptz not null default app_now()
);
create table super_admin_session (
  id uuid primary key,
  super_admin_id uuid not null references super_admin (id),
  token_hash bytea not null unique,
  started_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text,
  agent text
);
create table support_session (
  id uuid primary key,
  super_admin_id uuid not null references super_admin (id),
  company_id uuid not null references company (id),
  reason text not null check (length(reason) >= 20),
  mode text not null check (mode in ('READ', 'WRITE')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  -- Whether somebody must agree first, and who did.
  consent_needed boolean not null default false,
  consented_at timestamptz,
  consented_by text
);
create index support_session_super_admin_id on support_session (super_admin_id);
create index support_session_company on support_session (company_id, starts_at desc);
create table company_access_log (
  id uuid primary key,
  super_admin_id uuid,
  company_id uuid,
  act text not null,
  reason text,
  detail jsonb not null default '{}',
  address text,
  at timestamptz not null
);
create index company_access_log_at on company_access_log (at desc, id);
create index company_access_log_company on company_access_log (company_id, at desc);
grant select, insert, update on super_admin, super_admin_session, support_session to cnc_app;
grant select, insert on company_access_log to cnc_app;

-- company is global; only the platform or the company itself may change a row.
alter table company enable row level security;
alter table company force row level security;
create policy company_read on company for select using (true);
create policy company_write on company for all
  using (current_setting('app.platform', true) = 'on'
         or id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (current_setting('app.platform', true) = 'on'
         or id = nullif(current_setting('app.company_id', true), '')::uuid);
grant insert, update on company to cnc_app;

create table role (
  company_id uuid not null references company (id),
  id uuid not null,
  code text not null,
  name text not null,
  built_in boolean not null,
  landing text not null default '/dashboard',
  counts_as_user boolean not null default true,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, code)
);
select tenant_table('role');

create table role_permission (
  company_id uuid not null references company (id),
  id uuid not null,
  role_id uuid not null,
  resource text not null,
  action text not null,
  scope text not null check (scope in ('OWN', 'LOCATION', 'CLIENT')),
  condition text,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, role_id, resource, action, scope),
  foreign key (company_id, role_id) references role (company_id, id)
);
select tenant_table('role_permission');

create table field_mask (
  company_id uuid not null references company (id),
  id uuid not null,
  role_id uuid not null,
  field_group text not null check (field_group in ('BILL', 'COST', 'PAY', 'CONTACT', 'SENSITIVE')),
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, role_id, field_group),
  foreign key (company_id, role_id) references role (company_id, id)
);
select tenant_table('field_mask');

create table step_permission (
  company_id uuid not null references company (id),
  id uuid not null,
  role_id uuid not null,
  step_number integer not null check (step_number between 1 and 20),
  can_view boolean not null default true,
  can_edit boolean not null default false,
  can_approve boolean not null default false,
  part text,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, role_id, step_number),
  foreign key (company_id, role_id) references role (company_id, id)
);
select tenant_table('step_permission');

-- An identity's membership in one company.
create table app_user (
  company_id uuid not null references company (id),
  id uuid not null,
  identity_id uuid not null references identity (id),
  name text not null,
  email text not null,
  phone text,
  kind text not null default 'PERSON' check (kind in ('PERSON', 'SERVICE')),
  role_id uuid not null,
  location_id uuid,
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'INVITED', 'SUSPENDED', 'DISABLED')),
  preferences jsonb not null default '{}',
  -- The one invitation that counts: SHA-256 of its link.
  invite_hash bytea, invite_until timestamptz,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, identity_id),
  foreign key (company_id, role_id) references role (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index app_user_name on app_user (company_id, name, id);
create index app_user_role on app_user (company_id, role_id);
create index app_user_invite on app_user (company_id, invite_hash) where invite_hash is not null;
create index app_user_location on app_user (company_id, location_id);
select tenant_table('app_user');

create table user_location (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  location_id uuid not null,
  role_id uuid,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, user_id, location_id),
  foreign key (company_id, user_id) references app_user (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, role_id) references role (company_id, id)
);
create index user_location_location on user_location (company_id, location_id);
create index user_location_role on user_location (company_id, role_id);
select tenant_table('user_location');

create table user_permission (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  act text not null check (act in ('GRANT', 'DENY')),
  resource text not null,
  action text not null,
  scope text not null check (scope in ('OWN', 'LOCATION', 'CLIENT')),
  condition text,
  expires_at timestamptz,
  created_at timestamptz not null default app_now(), created_by uuid,
  updated_at timestamptz not null default app_now(), updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
create index user_permission_user on user_permission (company_id, user_id);
select tenant_table('user_permission');

create table session (
  company_id uuid not null references company (id),
  id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('WEB', 'PHONE')),
  -- SHA-256 of the refresh token that counts, of the one it replaced, and when that one was replaced first.
  current_hash bytea not null,
  previous_hash bytea,
  rotated_at timestamptz,
  started_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz, revoked_reason text,
  device text, address text, agent text,
  primary key (company_id, id),
  foreign key (company_id, user_id) references app_user (company_id, id)
);
create index session_expires on session (company_id, expires_at);
create index session_user_id on session (company_id, user_id, started_at desc);
select wall('session');
grant select, insert, update, delete on session to cnc_app;

-- Any change of rights moves the company's access version, so that every copy of the server reloads. Once a
-- transaction: seeding a company's roles changes a thousand rows.
create function touch_access() returns trigger language plpgsql as $$
declare
  touched text := coalesce(new.company_id, old.company_id)::text;
begin
  if current_setting('app.access_touched', true) is distinct from touched then
    update company
       set access_version = access_version + 1
     where id = touched::uuid;
    perform set_config('app.access_touched', touched, true);
  end if;
  return null;
end $$;
create trigger access after insert or update or delete on role_permission for each row execute function touch_access();
create trigger access after insert or update or delete on user_permission for each row execute function touch_access();
create trigger access after insert or update or delete on field_mask for each row execute function touch_access();
create trigger access after insert or update or delete on step_permission for each row execute function touch_access();
create trigger access after insert or update or delete on user_location for each row execute function touch_access();
create trigger access after update of role_id, location_id, status on app_user for each row execute function touch_access();

-- The only way into the directory: by the exact HMAC, one row.
create function login_find(hmac bytea)
returns table (identity_id uuid, super_admin_id uuid)
language sql stable security definer set search_path = public
as $$ select d.identity_id, d.super_admin_id from login_directory d where d.email_hmac = hmac limit 1 $$;
create function login_memberships(identity uuid)
returns table (company_id uuid, company_name text, company_status text, user_id uuid, user_status text,
               user_kind text, user_name text)
language sql stable security definer set search_path = public
as $$
  select m.company_id, c.name, c.status, m.user_id, u.status, u.kind, u.name
  from membership m
  join company c on c.id = m.company_id
  join app_user u on u.company_id = m.company_id and u.id = m.user_id
  where m.identity_id = identity
  order by c.name, m.company_id
  limit 50
$$;
-- Whose session it is, when it is still good: for switching to another company.
create function login_session(company uuid, session uuid, at timestamptz)
returns table (identity_id uuid)
language sql stable security definer set search_path = public
as $$
  select u.identity_id
  from session s
  join app_user u on u.company_id = s.company_id and u.id = s.user_id
  where s.company_id = company and s.id = session and s.revoked_at is null and s.expires_at > at
    and u.status = 'ACTIVE'
$$;
-- Counts for the super admin's list; no row of a company leaves it.
create function platform_companies(after_name text, page integer)
returns table (id uuid, name text, slug text, industry text, plan text, status text, limits jsonb,
               locations bigint, users bigint, created_at timestamptz)
language sql stable security definer set search_path = public
as $$
  select c.id, c.name, c.slug, c.industry, c.plan, c.status, c.limits,
         (select count(*) from location l where l.company_id = c.id and l.status = 'ACTIVE'),
         (select count(*) from app_user u join role r on r.company_id = u.company_id and r.id = u.role_id
           where u.company_id = c.id and u.status = 'ACTIVE' and r.counts_as_user),
         c.created_at
  from company c
  where c.name > after_name
  order by c.name
  limit least(page, 200)
$$;
grant select on login_directory, membership, company, location, app_user, role, session to cnc_search;
alter function login_find(bytea) owner to cnc_search;
alter function login_memberships(uuid) owner to cnc_search;
alter function login_session(uuid, uuid, timestamptz) owner to cnc_search;
alter function platform_companies(text, integer) owner to cnc_search;
revoke all on function login_find(bytea), login_memberships(uuid), login_session(uuid, uuid, timestamptz),
  platform_companies(text, integer) from public;
grant execute on function login_find(bytea), login_memberships(uuid), login_session(uuid, uuid, timestamptz),
  platform_companies(text, integer) to cnc_app;
