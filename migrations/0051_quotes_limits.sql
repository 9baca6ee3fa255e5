-- What a company wants checked, and what each role may grant alone (module quotes, QUO-36, QUO-37).
create table quote_limits (
  company_id uuid not null references company (id),
  -- The company's own: there is one row.
  id uuid not null,
  -- Where the validator speaks, and how seriously.
  checks jsonb not null,
  -- Largest discount and least margin by role; a role that is not named keeps what the product ships.
  senders jsonb not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id)
);
select tenant_table('quote_limits');
