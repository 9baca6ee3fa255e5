-- Text messages, what comes in, and the inbox (module messaging).

-- The face a company shows on a channel: its number or address, and the provider behind it. Without a location it is
-- the company's own, for every location that has none.
create table sender_identity (
  company_id uuid not null references company (id),
  id uuid not null,
  location_id uuid,
  channel text not null check (channel in ('SMS', 'EMAIL')),
  -- E.164, or an e-mail address in lower case.
  address text not null,
  display_name text not null,
  -- The provider's interface and the account there; text messages only.
  base_url text,
  account text,
  -- Sealed under the master key: no answer, trail or dump shows it.
  secret_sealed bytea not null,
  -- Counts up when the keys of its incoming addresses are made anew.
  key_number integer not null default 1,
  key_hash bytea not null,
  is_active boolean not null default true,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  unique (company_id, key_hash),
  foreign key (company_id, location_id) references location (company_id, id),
  check (channel <> 'SMS' or (base_url is not null and account is not null))
);
create unique index sender_identity_one on sender_identity (company_id, channel, location_id) nulls not distinct
  where is_active;
create index sender_identity_location on sender_identity (company_id, location_id, channel);
create index sender_identity_channel on sender_identity (company_id, channel, created_at, id);
create index sender_identity_created on sender_identity (company_id, created_at, id);
create index sender_identity_address on sender_identity (company_id, address, id);
select tenant_table('sender_identity');

-- What one customer and one location say to each other, over all channels; or one point nobody knows yet.
create table conversation (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid,
  location_id uuid,
  -- The other side's number or address, where no customer is known.
  point text,
  -- Who it is: the customer's name, or what the unknown point calls itself.
  title text not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'WAITING', 'SNOOZED', 'CLOSED')),
  assigned_to uuid,
  unread integer not null default 0 check (unread >= 0),
  -- The channel and the words of the latest message.
  channel text not null check (channel in ('SMS', 'EMAIL')),
  preview text not null default '',
  last_message_at timestamptz not null,
  snoozed_until timestamptz,
  closed_at timestamptz,
  -- What a machine noticed: MAY_MEAN_STOP, AUTOMATIC.
  marks text[] not null default '{}',
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  foreign key (company_id, assigned_to) references app_user (company_id, id),
  check (customer_id is not null or point is not null),
  check ((state = 'SNOOZED') = (snoozed_until is not null)),
  check ((state = 'CLOSED') = (closed_at is not null))
);
create unique index conversation_of_customer on conversation (company_id, customer_id, location_id) nulls not distinct
  where customer_id is not null;
create unique index conversation_of_point on conversation (company_id, point, location_id) nulls not distinct
  where customer_id is null;
create index conversation_latest on conversation (company_id, last_message_at desc, id desc);
create index conversation_state on conversation (company_id, state, last_message_at desc, id desc);
create index conversation_assigned on conversation (company_id, assigned_to, last_message_at desc, id desc);
create index conversation_location on conversation (company_id, location_id, last_message_at desc, id desc);
create index conversation_customer on conversation (company_id, customer_id, last_message_at desc, id desc);
create index conversation_snoozed on conversation (company_id, snoozed_until) where state = 'SNOOZED';
create index conversation_text on conversation using gin (company_id, title gin_trgm_ops, preview gin_trgm_ops);
select tenant_table('conversation');

-- Points a channel does not go to, whatever the ledger says.
create table send_suppression (
  company_id uuid not null references company (id),
  id uuid not null,
  channel text not null check (channel in ('SMS', 'EMAIL')),
  point text not null,
  reason text not null check (reason in ('HARD_BOUNCE', 'COMPLAINT', 'STOP', 'MANUAL', 'INVALID')),
  note text,
  at timestamptz not null,
  lifted_at timestamptz,
  lifted_because text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  check ((lifted_at is null) = (lifted_because is null))
);
create unique index send_suppression_standing on send_suppression (company_id, channel, point) where lifted_at is null;
create index send_suppression_at on send_suppression (company_id, at desc, id desc);
create index send_suppression_at_first on send_suppression (company_id, at, id);
create index send_suppression_point on send_suppression (company_id, point, at desc, id desc);
create index send_suppression_reason on send_suppression (company_id, reason, at desc, id desc);
select tenant_table('send_suppression');

-- Messages learn channels, directions and the rest of their life (MSG-1).
alter table communication
  drop constraint communication_type_check,
  drop constraint communication_direction_check,
  drop constraint communication_purpose_check,
  drop constraint communication_status_check,
  drop constraint communication_check,
  drop constraint communication_check1,
  add constraint communication_type_check check (type in ('EMAIL', 'SMS')),
  add constraint communication_direction_check check (direction in ('OUT', 'IN')),
  add constraint communication_purpose_check check (purpose in ('SERVICE', 'MARKETING', 'REVIEW', 'RECEIPT', 'INTERNAL')),
  add constraint communication_status_check check (status in
    ('SCHEDULED', 'QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'BOUNCED', 'CANCELLED', 'SUPPRESSED')),
  add constraint communication_reason check (status not in ('FAILED', 'BOUNCED', 'CANCELLED', 'SUPPRESSED') or reason is not null),
  add constraint communication_sent check (direction = 'IN' or status not in ('SENT', 'DELIVERED', 'READ') or sent_at is not null),
  add column priority text not null default 'NORMAL' check (priority in ('URGENT', 'NORMAL', 'BULK')),
  -- The reason as a code: WITHDRAWN, EXPIRED, UNKNOWN_RESULT, the provider's own number.
  add column code text,
  add column from_address text,
  add column location_id uuid,
  add column sender_id uuid,
  add column conversation_id uuid,
  -- The message of the other side this one answers, by its Message-ID.
  add column in_reply_to text,
  -- Two writings under one key are one message (MSG-3).
  add column message_key text,
  add column send_at timestamptz,
  add column expires_at timestamptz,
  add column consent_ref uuid,
  add column segments integer check (segments between 1 and 10),
  -- The word it answers: such an answer leaves although the ledger says no, once.
  add column answers_word text check (answers_word in ('STOP', 'START', 'HELP')),
  -- Given to the provider; until the answer is known it is not given again (MSG-22).
  add column handed_at timestamptz,
  add column provider_ref text,
  add column delivered_at timestamptz,
  add column read_at timestamptz,
  -- Not valid: the columns are new, and looking at rows needs a company.
  add constraint communication_location_known foreign key (company_id, location_id)
    references location (company_id, id) not valid,
  add constraint communication_sender_known foreign key (company_id, sender_id)
    references sender_identity (company_id, id) not valid,
  add constraint communication_conversation_known foreign key (company_id, conversation_id)
    references conversation (company_id, id) not valid;
create index communication_location on communication (company_id, location_id, queued_at desc);
create index communication_sender on communication (company_id, sender_id, provider_ref);
create index communication_conversation on communication (company_id, conversation_id, queued_at desc, id desc);
create unique index communication_key on communication (company_id, message_key) where message_key is not null;
create index communication_message_id on communication (company_id, message_id);
create index communication_scheduled on communication (company_id, send_at) where status = 'SCHEDULED';
create index communication_handed on communication (company_id, handed_at) where status = 'QUEUED' and handed_at is not null;
create index communication_to on communication (company_id, to_address, queued_at desc);
create index communication_type on communication (company_id, type, queued_at desc);
create index communication_direction on communication (company_id, direction, queued_at desc);

-- How far a message is; it only ever goes on (MSG-1).
create function message_rank(status text) returns integer language sql immutable parallel safe
as $$ select case status when 'SCHEDULED' then 0 when 'QUEUED' then 1 when 'SENT' then 2 when 'DELIVERED' then 3
  when 'READ' then 4 else 5 end $$;

-- What was said stays as said: who it went to, its words and what it is about never change.
create or replace function guard_communication() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'messages are not deleted' using errcode = 'restrict_violation';
  end if;
  if (new.type, new.direction, new.purpose, new.to_address, new.from_address, new.subject, new.entity, new.entity_ref,
      new.message_id, new.queued_at, new.resent_of, new.message_key, new.answers_word)
    is distinct from
    (old.type, old.direction, old.purpose, old.to_address, old.from_address, old.subject, old.entity, old.entity_ref,
     old.message_id, old.queued_at, old.resent_of, old.message_key, old.answers_word) then
    raise exception 'a message is not changed' using errcode = 'restrict_violation';
  end if;
  -- Before it is sent it may be put off again.
  if message_rank(new.status) < message_rank(old.status) and old.status <> 'QUEUED' then
    raise exception 'a message does not go back' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- What providers told, as they told it: each event once, whatever the order.
create table message_event (
  company_id uuid not null references company (id),
  id uuid not null,
  sender_id uuid not null,
  communication_id uuid,
  kind text not null check (kind in ('SMS', 'EMAIL', 'STATUS')),
  -- The provider's own name of the event.
  provider_ref text not null,
  raw jsonb not null,
  at timestamptz not null,
  primary key (company_id, id),
  constraint message_event_once unique (company_id, sender_id, kind, provider_ref),
  foreign key (company_id, sender_id) references sender_identity (company_id, id),
  foreign key (company_id, communication_id) references communication (company_id, id)
);
create index message_event_communication on message_event (company_id, communication_id, at);
select append_table('message_event');

create view messaging_v_conversation with (security_invoker = true) as
select c.company_id, c.id, c.customer_id, c.location_id, c.title, c.state, c.assigned_to, c.unread, c.channel,
       c.preview, c.last_message_at
from conversation c;
grant select on messaging_v_conversation to cnc_app;

create function conversation_search(q text) returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  (select c.id from conversation c
    where c.company_id = tenant and length(q) > 2 and (c.title ilike part or c.preview ilike part)
    limit 500)
  union all
  (select c.id from conversation c
    where c.company_id = tenant and length(q) <= 2 and (c.title ilike part or c.preview ilike part)
      and c.last_message_at > app_now() - interval '30 days'
    order by c.last_message_at desc limit 500);
end $$;
grant select on conversation to cnc_search;
alter function conversation_search(text) owner to cnc_search;
revoke all on function conversation_search(text) from public;
grant execute on function conversation_search(text) to cnc_app;
