-- Leads and deals are found by their words in the one way of all names.

create or replace function leads_alike(tenant uuid, k text) returns table (id uuid, rank integer, matched text)
language plpgsql stable
rows 50
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  select a.id, a.rank, 'NAME' from names_alike(tenant, k, words_meant(tenant, k), 'lead', 'name_key') a;
end $$;

-- Keeps the words of a title, in their order as `keep_name_words` does.
create function keep_title_words() returns trigger language plpgsql as $$
begin
  insert into name_word (company_id, word)
  select new.company_id, each.word
  from (select distinct unnest(words_of(new.title_key)) as word) each
  where length(each.word) >= 3
  order by each.word
  on conflict do nothing;
  return null;
end $$;
create trigger words after insert or update of title_key on deal for each row execute function keep_title_words();

do $$
declare
  each record;
begin
  for each in select id from company loop
    perform set_config('app.company_id', each.id::text, true);
    insert into name_word (company_id, word)
    select distinct each.id, w.word
    from (select unnest(words_of(d.title_key)) as word from deal d where d.company_id = each.id) w
    where length(w.word) >= 3
    on conflict do nothing;
  end loop;
end $$;

create index deal_words on deal using gin (word_vector(company_id, title_key));
drop index deal_title_trigram;

create or replace function deal_search(q text) returns setof uuid
language plpgsql stable security definer
rows 100
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  k text := search_key(q);
  begun tsquery := words_begun(tenant, words_of(k));
begin
  if length(k) < 2 then
    return;
  end if;
  return query
  with direct as materialized (
    (select d.id from deal d where d.company_id = tenant and d.number = upper(trim(q)) limit 1)
    union all
    (select d.id from deal d where d.company_id = tenant and d.title_key like k || '%' limit 200)
    union all
    (select d.id from deal d
      where d.company_id = tenant and word_vector(d.company_id, d.title_key) @@ begun limit 200)
  ),
  alike as (
    select a.id
    from (select count(*) as found from direct) c
    cross join lateral names_alike(tenant, k, words_meant(tenant, k), 'deal', 'title_key') a
    where c.found < 20 and length(k) >= 3
  )
  select found.id from (select * from direct union select * from alike) found limit 500;
end $$;
