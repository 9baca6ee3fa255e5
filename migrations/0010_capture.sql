-- Pictures, signatures and papers (module capture). Registered first, the bytes follow.

create table media (
  company_id uuid not null references company (id),
  id uuid not null,
  owner text not null check (owner in ('journey', 'journey_step', 'job', 'quote')),
  owner_id uuid not null,
  -- The journey it belongs to, so that its crew sees it.
  journey_id uuid,
  location_id uuid,
  kind text not null check (kind in ('PHOTO', 'SIGNATURE', 'DOCUMENT')),
  purpose text not null,
  content_type text not null,
  bytes bigint not null check (bytes between 1 and 26214400),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  object_key text,
  state text not null default 'PENDING' check (state in ('PENDING', 'STORED', 'FAILED')),
  failure text,
  taken_at timestamptz not null,
  stored_at timestamptz,
  latitude_micro integer check (latitude_micro between -90000000 and 90000000),
  longitude_micro integer check (longitude_micro between -180000000 and 180000000),
  accuracy_m integer check (accuracy_m >= 0),
  signer_name text,
  signer_role text,
  note text,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint media_once unique (company_id, owner, owner_id, purpose, sha256),
  foreign key (company_id, journey_id) references journey (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id),
  check ((state = 'STORED') = (object_key is not null))
);
create index media_taken on media (company_id, taken_at desc, id);
create index media_owner on media (company_id, owner_id);
create index media_journey on media (company_id, journey_id, taken_at);
create index media_location on media (company_id, location_id);
select tenant_table('media');

create view capture_v_media with (security_invoker = true) as
select m.company_id, m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type,
       m.bytes, m.sha256, m.object_key, m.state, m.taken_at, m.stored_at, m.signer_name, m.created_at
from media m;
grant select on capture_v_media to cnc_app;
