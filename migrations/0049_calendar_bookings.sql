-- What a location can sell of a day, and what is sold of it (module calendar, CAL-10 to CAL-16).

-- How many trucks and movers a location sends on a day of the week. A location without a rule for the day sells without
-- counting.
create table capacity_rule (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid not null,
  -- 1 is Monday.
  weekday integer not null check (weekday between 1 and 7),
  trucks integer not null check (trucks between 0 and 1000),
  movers integer not null check (movers between 0 and 5000),
  -- Kept back for those who may use it, in per cent.
  reserve_percent integer not null default 10 check (reserve_percent between 0 and 100),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint capacity_rule_once unique (company_id, location_id, weekday),
  foreign key (company_id, location_id) references location (company_id, id)
);
select tenant_table('capacity_rule');

-- A day of a location, whose row is held while it is counted and reserved: of many at once for the last place one wins.
create table capacity_day (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid not null,
  day date not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint capacity_day_once unique (company_id, location_id, day),
  foreign key (company_id, location_id) references location (company_id, id)
);
select tenant_table('capacity_day');

-- What is taken of a day for a quote.
create table booking (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid not null,
  quote_id uuid,
  title text not null,
  day date not null,
  trucks integer not null check (trucks >= 0),
  movers integer not null check (movers >= 0),
  state text not null check (state in ('HELD', 'CONFIRMED', 'CANCELLED')),
  held_until timestamptz,
  -- Why it was given back: EXPIRED, RELEASED, CANCELLED.
  end_reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  check ((state = 'HELD') = (held_until is not null)),
  check ((state = 'CANCELLED') = (end_reason is not null))
);
-- A quote takes its day once.
create unique index booking_one on booking (company_id, quote_id) where state in ('HELD', 'CONFIRMED');
create index booking_quote on booking (company_id, quote_id, created_at desc);
create index booking_day on booking (company_id, location_id, day) where state in ('HELD', 'CONFIRMED');
create index booking_location on booking (company_id, location_id);
create index booking_listed on booking (company_id, day, id);
create index booking_state on booking (company_id, state, day, id);
create index booking_at on booking (company_id, location_id, day, id);
create index booking_due on booking (company_id, held_until, id) where state = 'HELD';
select tenant_table('booking');

create view calendar_v_booking with (security_invoker = true) as
select b.company_id, b.id, b.quote_id, b.location_id, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason,
       b.created_at
from booking b;
grant select on calendar_v_booking to cnc_app;
