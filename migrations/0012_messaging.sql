-- Every word between company and customer (module messaging).

create table communication (
  company_id uuid not null references company (id),
  id uuid not null,
  type text not null default 'EMAIL' check (type in ('EMAIL')),
  direction text not null default 'OUT' check (direction in ('OUT')),
  purpose text not null check (purpose in ('SERVICE', 'MARKETING', 'RECEIPT', 'INTERNAL')),
  status text not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED')),
  -- Why it did not leave, in words.
  reason text,
  to_address text not null,
  subject text not null,
  customer_id uuid,
  -- The record it is about.
  entity text not null,
  entity_ref uuid not null,
  -- The message's own Message-ID, kept over every try.
  message_id text not null,
  attempts integer not null default 0,
  queued_at timestamptz not null,
  last_try_at timestamptz,
  next_try_at timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  resent_of uuid,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, resent_of) references communication (company_id, id),
  check ((status = 'SENT') = (sent_at is not null)),
  check (status <> 'FAILED' or reason is not null)
);
create index communication_queued on communication (company_id, queued_at desc, id);
create index communication_due on communication (company_id, next_try_at) where status = 'QUEUED';
create index communication_status on communication (company_id, status, queued_at desc);
create index communication_customer on communication (company_id, customer_id, queued_at desc);
create index communication_about on communication (company_id, entity, entity_ref, queued_at desc);
create index communication_resent on communication (company_id, resent_of);
select tenant_table('communication');

-- What was said stays as said: who it went to, its words and what it is about never change.
create function guard_communication() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'messages are not deleted' using errcode = 'restrict_violation';
  end if;
  if old.status = 'SENT' or
    (new.type, new.direction, new.purpose, new.to_address, new.subject, new.entity, new.entity_ref, new.message_id,
     new.queued_at, new.resent_of)
    is distinct from
    (old.type, old.direction, old.purpose, old.to_address, old.subject, old.entity, old.entity_ref, old.message_id,
     old.queued_at, old.resent_of) then
    raise exception 'a message is not changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard before update or delete on communication for each row execute function guard_communication();

create table communication_part (
  company_id uuid not null references company (id),
  id uuid not null,
  communication_id uuid not null,
  kind text not null check (kind in ('TEXT', 'HTML')),
  content text not null,
  primary key (company_id, id),
  constraint communication_part_once unique (company_id, communication_id, kind),
  foreign key (company_id, communication_id) references communication (company_id, id)
);
select append_table('communication_part');

create table communication_attachment (
  company_id uuid not null references company (id),
  id uuid not null,
  communication_id uuid not null,
  position integer not null,
  object_key text not null,
  file_name text not null,
  content_type text not null,
  primary key (company_id, id),
  constraint communication_attachment_position unique (company_id, communication_id, position),
  foreign key (company_id, communication_id) references communication (company_id, id)
);
select append_table('communication_attachment');

create view messaging_v_message with (security_invoker = true) as
select m.company_id, m.id, m.type, m.direction, m.purpose, m.status, m.reason, m.to_address, m.subject, m.customer_id,
       m.entity, m.entity_ref, m.queued_at, m.sent_at, m.failed_at
from communication m;
grant select on messaging_v_message to cnc_app;

create function message_search(q text) returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  (select m.id from communication m
    where m.company_id = tenant and length(q) > 2 and (m.to_address ilike part or m.subject ilike part)
    limit 500)
  union all
  (select m.id from communication m
    where m.company_id = tenant and length(q) <= 2 and m.queued_at > app_now() - interval '30 days'
      and (m.to_address ilike part or m.subject ilike part)
    order by m.queued_at desc limit 500);
end $$;
grant select on communication to cnc_search;
alter function message_search(text) owner to cnc_search;
revoke all on function message_search(text) from public;
grant execute on function message_search(text) to cnc_app;
