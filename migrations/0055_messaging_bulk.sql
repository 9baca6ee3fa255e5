-- One message to many: the list is frozen first, shown with its counts, and sent at a rate (module messaging, MSG-34).

create table bulk_send (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  channel text not null check (channel in ('EMAIL', 'SMS')),
  purpose text not null check (purpose in ('SERVICE', 'MARKETING', 'REVIEW')),
  -- Customers of this location, written to by it; without one of the whole company.
  location_id uuid,
  -- The segment it was made from, as it was called, and what it asked for then.
  segment_name text not null,
  audience jsonb not null,
  state text not null default 'DRAFT'
    check (state in ('DRAFT', 'CHECKING', 'CHECKED', 'RUNNING', 'PAUSED', 'DONE', 'CANCELLED')),
  -- Where the freezing stands.
  freeze_cursor text,
  -- Customers without a point for the channel, and points that several customers share: they have no row.
  without_point integer not null default 0,
  doubles integer not null default 0,
  per_minute integer not null check (per_minute between 1 and 6000),
  checked_at timestamptz,
  approved_at timestamptz,
  approved_by uuid,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check ((approved_at is null) = (approved_by is null)),
  check ((state in ('DONE', 'CANCELLED')) = (ended_at is not null))
);
create index bulk_send_order on bulk_send (company_id, created_at desc, id);
create index bulk_send_location on bulk_send (company_id, location_id, created_at desc);
create index bulk_send_state on bulk_send (company_id, state, created_at desc);
select tenant_table('bulk_send');

-- The words, in each language, of one variant or two.
create table bulk_words (
  company_id uuid not null references company (id),
  id uuid not null,
  bulk_send_id uuid not null,
  variant text not null check (variant in ('A', 'B')),
  language text not null check (language in ('en', 'fr')),
  subject text not null default '',
  body text not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint bulk_words_once unique (company_id, bulk_send_id, variant, language),
  foreign key (company_id, bulk_send_id) references bulk_send (company_id, id)
);
select tenant_table('bulk_words');

-- One row a point, whoever shares it: nobody gets it twice.
create table bulk_recipient (
  company_id uuid not null references company (id),
  id uuid not null,
  bulk_send_id uuid not null,
  point text not null,
  customer_id uuid not null,
  location_id uuid,
  language text not null,
  variant text not null check (variant in ('A', 'B')),
  state text not null check (state in ('READY', 'SKIPPED', 'WRITTEN')),
  -- Why it is skipped.
  reason text,
  communication_id uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint bulk_recipient_once unique (company_id, bulk_send_id, point),
  foreign key (company_id, bulk_send_id) references bulk_send (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, communication_id) references communication (company_id, id),
  check ((state = 'SKIPPED') = (reason is not null)),
  check ((state = 'WRITTEN') = (communication_id is not null))
);
create index bulk_recipient_ready on bulk_recipient (company_id, bulk_send_id, id) where state = 'READY';
create index bulk_recipient_state on bulk_recipient (company_id, bulk_send_id, state, reason, id);
create index bulk_recipient_customer on bulk_recipient (company_id, customer_id);
create index bulk_recipient_location on bulk_recipient (company_id, location_id);
create index bulk_recipient_communication on bulk_recipient (company_id, communication_id);
select tenant_table('bulk_recipient');
