-- A company's own words and stationery for its quotations (module quotes, QUO-42). Without one the shipped layout speaks.
create table document_template (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null,
  -- Quotes it is for; null: all that have none of their own.
  kind text check (kind in ('MOVING', 'CRANE', 'RENTAL', 'SERVICE')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint document_template_name unique (company_id, name)
);
create index document_template_kind on document_template (company_id, kind, name, id);
create index document_template_listed on document_template (company_id, name, id);
select tenant_table('document_template');

create table document_template_version (
  company_id uuid not null references company (id),
  id uuid not null,
  document_template_id uuid not null,
  number integer not null check (number > 0),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
  -- Colour, registrations, letterhead and the words of each language.
  content jsonb not null,
  published_at timestamptz,
  published_by uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint document_template_version_number unique (company_id, document_template_id, number),
  check ((state = 'DRAFT') = (published_at is null)),
  foreign key (company_id, document_template_id) references document_template (company_id, id),
  foreign key (company_id, published_by) references app_user (company_id, id)
);
create unique index document_template_draft on document_template_version (company_id, document_template_id)
  where state = 'DRAFT';
create unique index document_template_published on document_template_version (company_id, document_template_id)
  where state = 'PUBLISHED';
create index document_template_publisher on document_template_version (company_id, published_by);
select tenant_table('document_template_version');

-- Quotes were sent with what was published: it never changes, and it is retired, not published again.
create function guard_document_template_version() returns trigger language plpgsql as $$
begin
  if old.state <> 'DRAFT' and (tg_op = 'DELETE' or new.state not in (old.state, 'RETIRED')
    or (new.document_template_id, new.number, new.content, new.published_at)
      is distinct from (old.document_template_id, old.number, old.content, old.published_at)) then
    raise exception 'a published template is not changed' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger guard before update or delete on document_template_version
  for each row execute function guard_document_template_version();

-- Which template a quote was sent with; null: the shipped layout.
alter table quote
  add column document_template_version_id uuid,
  -- Not valid: the column is new, and looking at rows needs a company.
  add constraint quote_document_template_known foreign key (company_id, document_template_version_id)
    references document_template_version (company_id, id) not valid;
create index quote_document_template on quote (company_id, document_template_version_id)
  where document_template_version_id is not null;

create function guard_quote_template() returns trigger language plpgsql as $$
begin
  if old.status not in ('DRAFT', 'PENDING_APPROVAL')
    and new.document_template_version_id is distinct from old.document_template_version_id then
    raise exception 'a sent quote is not changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard_template before update on quote for each row execute function guard_quote_template();
