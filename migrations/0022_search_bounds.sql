-- How many rows the searches answer at most: without it a thousand are expected, and what they are joined with is
-- read as a whole.
alter function customer_lookalikes(text[], text[], text, text) rows 40;
alter function customer_hits(text, boolean, uuid[], uuid, integer) rows 100;
alter function customer_search(text) rows 100;
alter function lead_search(text) rows 100;

create index schedule_entry_ends on schedule_entry (company_id, ends_at);

-- Of a customer's name that hundreds share, the papers of the first two hundred customers are enough to choose from.
create or replace function quote_search(q text) returns setof uuid
language plpgsql stable security definer
rows 100
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  (select t.id from quote t
    where t.company_id = tenant and t.number like upper(trim(q)) || '%' limit 500)
  union
  (select t.id from quote t
    where t.company_id = tenant and length(q) > 2 and t.title ilike part limit 500)
  union
  (select t.id from customer_hits(q, true, null, null, 200) c
    join quote t on t.company_id = tenant and t.customer_id = c.id limit 2000);
end $$;

create or replace function invoice_search(q text) returns setof uuid
language plpgsql stable security definer
rows 100
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  (select t.id from invoice t
    where t.company_id = tenant and t.number like upper(trim(q)) || '%' limit 500)
  union
  (select t.id from invoice t
    where t.company_id = tenant and length(q) > 2 and t.title ilike part limit 500)
  union
  (select t.id from customer_hits(q, true, null, null, 200) c
    join invoice t on t.company_id = tenant and t.customer_id = c.id limit 2000);
end $$;
