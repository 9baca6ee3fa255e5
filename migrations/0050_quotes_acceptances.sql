-- Accepting with a deposit by card (module quotes, QUO-45): what is signed, held and paid stands or falls together.
create table quote_acceptance (
  company_id uuid not null references company (id),
  id uuid not null,
  quote_id uuid not null,
  state text not null default 'PREPARED' check (state in ('PREPARED', 'AUTHORISED', 'COMPLETED', 'FAILED', 'EXPIRED')),
  -- What the signer gave: choices, name, way of signing, the drawing, the total seen.
  given jsonb not null,
  currency char(3) not null,
  total_minor bigint not null,
  deposit_minor bigint not null check (deposit_minor > 0),
  -- SHA-256 of the PDF shown.
  shown_sha256 text not null,
  booking_id uuid,
  intent_id uuid not null,
  prepared_at timestamptz not null,
  expires_at timestamptz not null,
  reason text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, quote_id) references quote (company_id, id),
  foreign key (company_id, booking_id) references booking (company_id, id),
  foreign key (company_id, intent_id) references payment_intent (company_id, id)
);
-- One at a time for a quote.
create unique index quote_acceptance_open on quote_acceptance (company_id, quote_id)
  where state in ('PREPARED', 'AUTHORISED');
create index quote_acceptance_quote on quote_acceptance (company_id, quote_id, prepared_at desc);
create index quote_acceptance_booking on quote_acceptance (company_id, booking_id);
create index quote_acceptance_intent on quote_acceptance (company_id, intent_id);
create index quote_acceptance_due on quote_acceptance (company_id, expires_at, id)
  where state in ('PREPARED', 'AUTHORISED');
select tenant_table('quote_acceptance');
