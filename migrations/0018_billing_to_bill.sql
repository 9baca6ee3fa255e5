-- Finished jobs whose final invoice is not issued: a row comes when a job is finished and goes when its invoice is
-- issued. Without it the page of jobs to bill would look through every job that was ever finished.
create table job_to_bill (
  company_id uuid not null references company (id),
  -- The job's.
  id uuid not null,
  finished_at timestamptz not null,
  version bigint not null default 1,
  created_at timestamptz not null default app_now(),
  created_by uuid,
  updated_at timestamptz not null default app_now(),
  updated_by uuid,
  primary key (company_id, id),
  foreign key (company_id, id) references job (company_id, id)
);
create index job_to_bill_finished on job_to_bill (company_id, finished_at, id);
select tenant_table('job_to_bill');

-- What was finished before this table came.
do $$
declare
  each record;
begin
  for each in select id from company loop
    perform set_config('app.company_id', each.id::text, true);
    insert into job_to_bill (company_id, id, finished_at)
    select j.company_id, j.id, coalesce(j.actual_end, j.updated_at)
    from job j
    where j.company_id = each.id
      and j.status = 'COMPLETED'
      and not exists (
        select from invoice i
        where i.company_id = j.company_id and i.job_id = j.id and i.kind = 'FINAL'
          and i.status not in ('DRAFT', 'CANCELLED'));
  end loop;
end $$;
