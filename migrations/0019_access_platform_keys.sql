-- What a super admin's command answered under its key, so that a repeated request does not make a second company.
create table platform_idempotency (
  super_admin_id uuid not null references super_admin (id),
  key text not null check (length(key) between 8 and 200),
  operation text not null,
  input_hash bytea not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (super_admin_id, key)
);
create index platform_idempotency_at on platform_idempotency (at);
grant select, insert, delete on platform_idempotency to cnc_app;
