-- Whose an address is, as it was written.
create index contact_point_email_lower on contact_point (company_id, email_lower) where email_lower is not null;

-- A survivor with its losers, from an index. "case" and not "coalesce": behind row security the planner asks an index
-- only with what it takes for leakproof, and coalesce is not on its list.
create or replace view customers_v_family with (security_invoker = true) as
select c.company_id, case when c.merged_into is null then c.id else c.merged_into end as survivor_id, c.id
from customer c;
create index customer_family on customer (company_id, (case when merged_into is null then id else merged_into end));
