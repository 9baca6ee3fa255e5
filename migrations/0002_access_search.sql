-- Free text over users and locations of the transaction's company.
create function pattern_of(q text) returns text language sql immutable
  return '%' || replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_') || '%';
-- The company is pinned in a variable, so that the trigram indexes are used; one or two letters
-- have no trigram: they find the first in the order of names.
create function user_search(q text) returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  select u.id from app_user u
   where u.company_id = tenant and length(q) > 2 and (u.name ilike part or u.email ilike part or u.phone ilike part)
  union
  (select u.id from app_user u
    where u.company_id = tenant and length(q) <= 2 and (u.name ilike part or u.email ilike part or u.phone ilike part)
    order by u.name limit 500)
  limit 5000;
end $$;
create function location_search(q text) returns setof uuid
language plpgsql stable security definer
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  part text := pattern_of(q);
begin
  return query
  select l.id from location l
   where l.company_id = tenant and length(q) > 2 and (l.name ilike part or l.code ilike part or l.city ilike part)
  union
  (select l.id from location l
    where l.company_id = tenant and length(q) <= 2 and (l.name ilike part or l.code ilike part or l.city ilike part)
    order by l.name limit 500)
  limit 5000;
end $$;
alter function user_search(text) owner to cnc_search;
alter function location_search(text) owner to cnc_search;
revoke all on function user_search(text), location_search(text) from public;
grant execute on function user_search(text), location_search(text) to cnc_app;
