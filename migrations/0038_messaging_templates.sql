-- The words of messages that the product writes (module messaging). What is shipped stands in the program; these are a
-- company's own words, or those of one location, for the same key.

create table template (
  company_id uuid not null references company (id),
  id uuid not null,
  -- The message it words, such as quotes.quote.sent.
  key text not null,
  -- Without one it holds for the whole company.
  location_id uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create unique index template_one on template (company_id, key, location_id) nulls not distinct;
create index template_location on template (company_id, location_id, key);
select tenant_table('template');

create table template_version (
  company_id uuid not null references company (id),
  id uuid not null,
  template_id uuid not null,
  language text not null check (language in ('en', 'fr')),
  number integer not null check (number >= 1),
  -- Mail only.
  subject text not null default '',
  body text not null,
  state text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  published_at timestamptz,
  published_by uuid,
  retired_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint template_version_number unique (company_id, template_id, language, number),
  check ((state = 'DRAFT') = (published_at is null)),
  check ((state = 'RETIRED') = (retired_at is not null)),
  foreign key (company_id, template_id) references template (company_id, id),
  foreign key (company_id, published_by) references app_user (company_id, id)
);
create unique index template_version_draft on template_version (company_id, template_id, language)
  where state = 'DRAFT';
create unique index template_version_published on template_version (company_id, template_id, language)
  where state = 'PUBLISHED';
-- What is in use of many old versions.
create index template_version_standing on template_version (company_id, template_id) where state <> 'RETIRED';
create index template_version_publisher on template_version (company_id, published_by);
select tenant_table('template_version');

-- What was published was sent: its words never change, and it is retired, not published again.
create function guard_template_version() returns trigger language plpgsql as $$
begin
  if old.state <> 'DRAFT' and (tg_op = 'DELETE' or new.state not in (old.state, 'RETIRED')
    or (new.template_id, new.language, new.number, new.subject, new.body, new.published_at)
      is distinct from (old.template_id, old.language, old.number, old.subject, old.body, old.published_at)) then
    raise exception 'published words are not changed' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger guard before update or delete on template_version
  for each row execute function guard_template_version();

-- Whether a message that answers an event leaves by itself. Where nothing is said it does not.
create table template_switch (
  company_id uuid not null references company (id),
  id uuid not null,
  key text not null,
  -- Without one it holds for every location that says nothing else.
  location_id uuid,
  is_on boolean not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create unique index template_switch_one on template_switch (company_id, key, location_id) nulls not distinct;
create index template_switch_order on template_switch (company_id, key, location_id nulls first);
create index template_switch_location on template_switch (company_id, location_id);
select tenant_table('template_switch');

-- Which words a message was written with; without a version those that are shipped.
alter table communication
  add column template_key text,
  add column template_version_id uuid,
  -- Not valid: the columns are new, and looking at rows needs a company.
  add constraint communication_template_known foreign key (company_id, template_version_id)
    references template_version (company_id, id) not valid;
create index communication_template on communication (company_id, template_version_id)
  where template_version_id is not null;
