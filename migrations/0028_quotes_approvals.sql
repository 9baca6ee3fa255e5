-- Prices that somebody with more authority must agree to before they are sent (module quotes, QUO-38).

-- A question about a quote's price, and its answer.
create table quote_approval (
  company_id uuid not null references company (id),
  id uuid not null,
  quote_id uuid not null,
  location_id uuid not null,
  state text not null default 'ASKED' check (state in ('ASKED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
  -- SHA-256 of the inputs and the total that were asked about: another price has another one.
  price_mark text not null check (length(price_mark) = 64),
  reason text not null,
  -- What the validator found that needs approval, as it stood when it was asked.
  findings jsonb not null,
  currency char(3) not null,
  total_minor bigint not null,
  discount_minor bigint not null,
  asked_by uuid,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  note text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, asked_by) references app_user (company_id, id),
  foreign key (company_id, answered_by) references app_user (company_id, id),
  check ((state in ('APPROVED', 'REJECTED')) = (answered_at is not null))
);
-- A quote asks once at a time.
create unique index quote_approval_open on quote_approval (company_id, quote_id) where state = 'ASKED';
create index quote_approval_quote on quote_approval (company_id, quote_id, asked_at desc, id);
create index quote_approval_asked on quote_approval (company_id, asked_at desc, id);
create index quote_approval_state on quote_approval (company_id, state, asked_at desc, id);
create index quote_approval_location on quote_approval (company_id, location_id, asked_at desc, id);
create index quote_approval_asker on quote_approval (company_id, asked_by, asked_at desc, id);
create index quote_approval_answerer on quote_approval (company_id, answered_by);
create index quote_approval_due on quote_approval (company_id, expires_at, id) where state = 'ASKED';
select tenant_table('quote_approval');

-- A draft that asks waits for the answer (QUO-39).
alter table quote
  drop constraint quote_status_check,
  drop constraint quote_check,
  add constraint quote_status_check check (status in
    ('DRAFT', 'PENDING_APPROVAL', 'SENT', 'VIEWED', 'ACCEPTED', 'CONVERTED', 'REJECTED', 'EXPIRED')),
  add constraint quote_sent_whole check (status in ('DRAFT', 'PENDING_APPROVAL')
    or (priced is not null and sent_at is not null and pdf_sha256 is not null));

-- From SENT on price, items and snapshot stand, and while somebody is asked about them; the status goes only along its
-- arrows.
create or replace function guard_quote() returns trigger language plpgsql as $$
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
    ('DRAFT', 'PENDING_APPROVAL'), ('PENDING_APPROVAL', 'DRAFT'),
    ('DRAFT', 'SENT'), ('SENT', 'VIEWED'), ('SENT', 'ACCEPTED'), ('VIEWED', 'ACCEPTED'), ('ACCEPTED', 'CONVERTED'),
    ('SENT', 'REJECTED'), ('VIEWED', 'REJECTED'), ('SENT', 'EXPIRED'), ('VIEWED', 'EXPIRED')) then
    raise exception 'a quote does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
