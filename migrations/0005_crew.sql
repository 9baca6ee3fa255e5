-- The people who do the work, and what they are allowed to do (module crew).

create table crew_member (
  company_id uuid not null references company (id),
  id uuid not null,
  number text not null,
  name text not null,
  user_id uuid,
  location_id uuid,
  kind text not null default 'EMPLOYEE' check (kind in ('EMPLOYEE', 'CONTRACTOR')),
  position text not null check (position in ('DRIVER', 'MOVER', 'OPERATOR', 'RIGGER', 'SIGNALLER')),
  status text not null default 'AVAILABLE' check (status in ('AVAILABLE', 'ON_LEAVE', 'INACTIVE')),
  phone text,
  email text,
  languages text[] not null default '{}',
  hired_on date,
  province text,
  experience_years integer check (experience_years between 0 and 80),
  notes text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, number),
  constraint crew_member_user unique (company_id, user_id),
  foreign key (company_id, user_id) references app_user (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index crew_member_name on crew_member (company_id, name, id);
create index crew_member_location on crew_member (company_id, location_id);
select tenant_table('crew_member');

-- A certificate counts while it is VALID and through the end of its last day at the member's location.
create table certification (
  company_id uuid not null references company (id),
  id uuid not null,
  crew_member_id uuid not null,
  kind text not null check (kind in ('OPERATOR', 'RIGGER', 'SIGNALLER', 'DRIVER_LICENCE', 'FIRST_AID', 'OTHER')),
  class text,
  capacity_t integer check (capacity_t between 1 and 5000),
  number text,
  issuer text,
  issued_on date,
  expires_on date not null,
  state text not null default 'PENDING' check (state in ('PENDING', 'VALID', 'SUSPENDED', 'REVOKED')),
  verified_by uuid,
  verified_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, crew_member_id) references crew_member (company_id, id),
  check (issued_on is null or issued_on <= expires_on),
  check ((state = 'VALID') <= (verified_at is not null))
);
create index certification_member on certification (company_id, crew_member_id, kind, expires_on);
create index certification_expiry on certification (company_id, expires_on, id);
select tenant_table('certification');

create view crew_v_member with (security_invoker = true) as
select m.company_id, m.id, m.number, m.name, m.user_id, m.location_id, m.position, m.status, m.phone, m.email
from crew_member m;
grant select on crew_v_member to cnc_app;
