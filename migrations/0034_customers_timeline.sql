-- What people note about a customer, and what the timeline reads of other modules beside the views they have.

create table customer_note (
  company_id uuid not null references company (id),
  id uuid not null,
  customer_id uuid not null,
  body text not null,
  -- Stands above the timeline.
  is_pinned boolean not null default false,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  version bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_note_customer on customer_note (company_id, customer_id, created_at desc, id);
create index customer_note_pinned on customer_note (company_id, customer_id) where is_pinned;
select tenant_table('customer_note');

-- Each time an offer was opened.
create view quotes_v_opened with (security_invoker = true) as
select v.company_id, v.id, v.at, q.customer_id, q.id as quote_id, q.number, q.quote_version, q.title, q.location_id,
       q.assigned_to, q.created_by
from quote q
join quote_view v on v.company_id = q.company_id and v.quote_id = q.id;
grant select on quotes_v_opened to cnc_app;

create view dispatch_v_job_begun with (security_invoker = true) as
select j.company_id, j.id, j.number, j.customer_id, j.location_id, j.title, j.status, j.created_at, j.created_by
from job j;
grant select on dispatch_v_job_begun to cnc_app;
