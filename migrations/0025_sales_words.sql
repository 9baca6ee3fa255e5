-- Leads are found by the words of their names, as customers are.
create trigger words after insert or update of name_key on lead for each row execute function keep_name_words();

do $$
declare
  each record;
begin
  for each in select id from company loop
    perform set_config('app.company_id', each.id::text, true);
    insert into name_word (company_id, word)
    select distinct each.id, w.word
    from (select unnest(words_of(l.name_key)) as word from lead l where l.company_id = each.id) w
    where length(w.word) >= 3
    on conflict do nothing;
  end loop;
end $$;

create index lead_words on lead using gin (word_vector(company_id, name_key));
create index lead_email_words on lead using gin (mail_vector(company_id, email_match)) where email_match is not null;
create index lead_phone_part on lead using gin (company_id, phone_e164 gin_trgm_ops) where phone_e164 is not null;
drop index lead_name_trigram;

-- Leads whose names are like what was typed; asked only where little begins as it was typed.
create function leads_alike(tenant uuid, k text) returns table (id uuid, rank integer, matched text)
language plpgsql stable
rows 50
set plan_cache_mode = force_custom_plan
as $$
declare
  meant text[];
  all_meant tsquery;
begin
  select array_agg(word_meant(tenant, t.word) order by t.n) into meant
  from unnest(words_of(k)) with ordinality t (word, n);
  select string_agg('(' || m || ')', ' & ')::tsquery into all_meant from unnest(meant) m;
  return query
  select likely.id, likeness_rank(likely.name_key, k), 'NAME'
  from (
    select l.id, l.name_key from lead l
    where l.company_id = tenant and word_vector(l.company_id, l.name_key) @@ all_meant limit 1000) likely
  order by similarity(likely.name_key, k) desc limit 200;
  if not found and cardinality(meant) > 1 then
    -- A word too many or a wrong one: whatever shares one word and is alike as a whole.
    for n in 1..cardinality(meant) loop
      return query
      select likely.id, likeness_rank(likely.name_key, k), 'NAME'
      from (
        select l.id, l.name_key from lead l
        where l.company_id = tenant and word_vector(l.company_id, l.name_key) @@ meant[n]::tsquery limit 300) likely
      where similarity(likely.name_key, k) >= 0.3
      order by similarity(likely.name_key, k) desc limit 50;
    end loop;
  end if;
end $$;

create or replace function lead_hits(q text, everywhere boolean, locations uuid[], mine uuid, most integer)
returns table (id uuid, rank integer, matched text)
language plpgsql stable security definer
rows 100
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  k text := search_key(q);
  mail text := lower(trim(q));
  digits text := regexp_replace(q, '\D', '', 'g');
  begun tsquery := words_begun(tenant, words_of(k));
  mail_begun tsquery := words_begun(tenant, mail_parts(q));
begin
  if length(k) < 2 then
    return;
  end if;
  return query
  with direct as materialized (
    (select l.id, 0 as rank, 'NUMBER' as matched from lead l
      where l.company_id = tenant and l.number = upper(trim(q)) limit 1)
    union all
    (select l.id, 0, 'EMAIL' from lead l where l.company_id = tenant and l.email_match = mail limit 100)
    union all
    (select l.id, case when l.phone_e164 in ('+' || digits, '+1' || digits) then 0 else 1 end, 'PHONE' from lead l
      where l.company_id = tenant and length(digits) >= 4 and l.phone_e164 like '%' || digits || '%' limit 100)
    union all
    (select l.id, 1, 'NAME' from lead l where l.company_id = tenant and l.name_key like k || '%' limit 200)
    union all
    (select l.id, 2, 'NAME' from lead l
      where l.company_id = tenant and word_vector(l.company_id, l.name_key) @@ begun limit 200)
    union all
    (select l.id, 3, 'EMAIL' from lead l
      where l.company_id = tenant and length(mail) >= 3 and mail !~ '\s' and l.email_match is not null
        and mail_vector(l.company_id, l.email_match) @@ mail_begun limit 100)
  ),
  alike as (
    select a.id, a.rank, a.matched
    from (select count(*) as found, coalesce(bool_or(h.rank = 0), false) as exact from direct h) d
    cross join lateral leads_alike(tenant, k) a
    -- A number or a whole address is meant as it is.
    where d.found < 20 and length(k) >= 3 and not d.exact
  )
  select l.id, min(found.rank), (array_agg(found.matched order by found.rank, found.matched))[1]
  from (select * from direct union all select * from alike) found
  join lead l on l.company_id = tenant and l.id = found.id
  where everywhere or l.location_id is null or l.location_id = any (locations) or l.assigned_to = mine or l.created_by = mine
  group by l.id, l.received_at
  order by min(found.rank), l.received_at desc, l.id
  limit least(most, 500);
end $$;
