-- The one import engine (module integrations): files of other systems, row by row, checked, run and taken back.

create table import_run (
  company_id uuid not null references company (id),
  id uuid not null,
  -- The resource its rows become, for example customer.
  object text not null,
  file_name text not null,
  -- Where the file's rows are kept, divided into parts of 500.
  folder text not null,
  sha256 text not null,
  bytes bigint not null check (bytes between 1 and 52428800),
  format text not null check (format in ('CSV', 'XLSX')),
  encoding text,
  delimiter text,
  -- Heading, examples and how days are written, column by column.
  file_columns jsonb not null,
  row_total integer not null check (row_total between 0 and 100000),
  -- The field of each column; empty where a column is left out.
  mapping jsonb not null default '[]',
  day_order text check (day_order in ('DAY_FIRST', 'MONTH_FIRST')),
  location_id uuid,
  policy text check (policy in ('SKIP', 'UPDATE', 'CREATE', 'ASK')),
  reason text,
  leave_out boolean not null default false,
  state text not null check (state in ('UPLOADED', 'MAPPED', 'CHECKING', 'CHECKED', 'RUNNING', 'PAUSED', 'DONE', 'UNDOING',
    'UNDONE', 'FAILED')),
  -- What a paused or failed run goes on with.
  phase text not null default 'CHECKING' check (phase in ('CHECKING', 'RUNNING', 'UNDOING')),
  -- Rows that stand in import_row, and the last line that the phase has done.
  staged integer not null default 0,
  done_line integer not null default 0,
  counts jsonb not null default '{}',
  failure text,
  checked_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, location_id) references location (company_id, id)
);
create index import_run_created on import_run (company_id, created_at desc, id);
create index import_run_location on import_run (company_id, location_id);
create index import_run_state on import_run (company_id, state, created_at desc, id);
select tenant_table('import_run');

-- The rows of a file on their way. They are no records of the business: what they become has its images and its line
-- in the trail, and the file's parts are kept. So they have no images of their own.
create table import_row (
  company_id uuid not null references company (id),
  id uuid not null,
  import_run_id uuid not null,
  -- Counted from 1, without the headings.
  line integer not null,
  cells jsonb not null,
  edited boolean not null default false,
  state text not null check (state in ('READY', 'ERROR', 'CREATED', 'CHANGED', 'UNCHANGED', 'SKIPPED', 'LEFT_OUT',
    'TAKEN_BACK', 'KEPT')),
  problems jsonb not null default '[]',
  has_warnings boolean not null default false,
  -- The likeliest record there is, and the earlier line that says the same.
  match_id uuid,
  match_label text,
  match_score integer,
  same_line integer,
  record_id uuid,
  note text,
  primary key (company_id, id),
  constraint import_row_line unique (company_id, import_run_id, line),
  foreign key (company_id, import_run_id) references import_run (company_id, id)
);
create index import_row_list on import_row (company_id, line, id);
create index import_row_state on import_row (company_id, import_run_id, state, line);
create index import_row_match on import_row (company_id, import_run_id, match_score, line) where match_score is not null;
create index import_row_same on import_row (company_id, import_run_id, same_line, line) where same_line is not null;
create index import_row_warned on import_row (company_id, import_run_id, has_warnings, line);
create index import_row_record on import_row (company_id, record_id, state) where record_id is not null;
select wall('import_row');
grant select, insert, update on import_row to cnc_app;

-- What rows that may mean the same record share.
create table import_key (
  company_id uuid not null references company (id),
  import_run_id uuid not null,
  key text not null,
  line integer not null,
  primary key (company_id, import_run_id, key, line),
  foreign key (company_id, import_run_id) references import_run (company_id, id)
);
select measure_table('import_key');

-- How a changed record was before, for taking it back.
create table import_change (
  company_id uuid not null references company (id),
  import_run_id uuid not null,
  line integer not null,
  before jsonb not null,
  primary key (company_id, import_run_id, line),
  foreign key (company_id, import_run_id) references import_run (company_id, id)
);
select measure_table('import_change');

-- Under which key of another system, or as which row of a file, a record is known.
create table external_ref (
  company_id uuid not null references company (id),
  id uuid not null,
  object text not null,
  key text not null,
  record_id uuid not null,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint external_ref_key unique (company_id, object, key)
);
select tenant_table('external_ref');

-- Which heading means which field, kept for the next file of the same kind.
create table import_profile (
  company_id uuid not null references company (id),
  id uuid not null,
  object text not null,
  name text not null,
  -- Heading → field.
  mapping jsonb not null,
  day_order text check (day_order in ('DAY_FIRST', 'MONTH_FIRST')),
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  constraint import_profile_name unique (company_id, object, name)
);
create index import_profile_list on import_profile (company_id, name, id);
select tenant_table('import_profile');
