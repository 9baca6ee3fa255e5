-- Finding names at a million of them: by the words they are made of, not by comparing every name with what was typed.

-- The words of all names, each once. What somebody types with a mistake is compared with these. A word stays when the
-- last name that has it is gone; it then finds nothing.
create table name_word (
  company_id uuid not null references company (id),
  word text not null,
  primary key (company_id, word)
);
select measure_table('name_word');
create index name_word_trigram on name_word using gin (company_id, word gin_trgm_ops);
grant select on name_word to cnc_search;

create function words_of(key text) returns text[] language sql immutable parallel safe
  return array_remove(string_to_array(key, ' '), '');
-- What stands before every word of a company in an index, so that nobody's search looks through the words of others.
create function company_mark(company uuid) returns text language sql immutable parallel safe
  return left(md5(company::text), 10);
create function word_vector(company uuid, key text) returns tsvector language sql immutable parallel safe
as $$
  select array_to_tsvector(coalesce(array_agg(company_mark(company) || word), '{}'))
  from unnest(words_of(key)) word
$$;
-- The parts of an e-mail address; not those that say nothing, since half of all addresses have them.
create function mail_parts(address text) returns text[] language sql immutable parallel safe
as $$
  select coalesce(array_agg(part), '{}')
  from unnest(string_to_array(translate(lower(address), '@._+-', '     '), ' ')) part
  where length(part) > 1
    and part <> all (array['com', 'net', 'org', 'ca', 'in', 'uk', 'gmail', 'googlemail', 'hotmail', 'outlook', 'live', 'msn',
                           'yahoo', 'icloud', 'aol', 'example'])
$$;
create function mail_vector(company uuid, address text) returns tsvector language sql immutable parallel safe
as $$
  select array_to_tsvector(coalesce(array_agg(company_mark(company) || part), '{}'))
  from unnest(mail_parts(address)) part
$$;

create function quoted_word(word text) returns text language sql immutable parallel safe
  return '''' || replace(replace(word, '\', '\\'), '''', '''''') || '''';
-- Every word typed begins a word of the name.
create function words_begun(company uuid, typed text[]) returns tsquery language sql immutable parallel safe
as $$ select string_agg(quoted_word(company_mark(company) || t) || ':*', ' & ')::tsquery from unnest(typed) t $$;
-- One word typed begins a word of the name or is like one (CUS-22: similarity of 0.30 and more).
create function word_meant(tenant uuid, typed text) returns text
language plpgsql stable
set pg_trgm.similarity_threshold = 0.3
as $$
begin
  return quoted_word(company_mark(tenant) || typed) || ':*' || coalesce(
    (select string_agg(' | ' || quoted_word(company_mark(tenant) || near.word), '')
     from (
       select n.word from name_word n
       where n.company_id = tenant and length(typed) >= 3 and typed !~ '[0-9]' and n.word % typed
       order by similarity(n.word, typed) desc, n.word
       limit 8) near), '');
end $$;

-- Names that are only like what was typed come after all others, the nearest first, by tenths of similarity.
create function likeness_rank(name text, typed text) returns integer language sql immutable parallel safe
  return 4 + floor(10 * (1 - similarity(name, typed)))::integer;

-- Keeps the words of a name; in their order, so that two who add the same words wait for each other in one direction.
create function keep_name_words() returns trigger language plpgsql as $$
begin
  insert into name_word (company_id, word)
  select new.company_id, each.word
  from (select distinct unnest(words_of(new.name_key)) as word) each
  where length(each.word) >= 3
  order by each.word
  on conflict do nothing;
  return null;
end $$;
create trigger words after insert or update of name_key on customer for each row execute function keep_name_words();
create trigger words after insert or update of name_key on contact for each row execute function keep_name_words();

do $$
declare
  each record;
begin
  for each in select id from company loop
    perform set_config('app.company_id', each.id::text, true);
    insert into name_word (company_id, word)
    select distinct each.id, w.word
    from (
      select unnest(words_of(c.name_key)) as word from customer c where c.company_id = each.id
      union all
      select unnest(words_of(t.name_key)) from contact t where t.company_id = each.id) w
    where length(w.word) >= 3;
  end loop;
end $$;

create index customer_words on customer using gin (word_vector(company_id, name_key));
create index contact_words on contact using gin (word_vector(company_id, name_key));
create index customer_address_words on customer_address using gin (word_vector(company_id, address_key));
create index contact_point_email_words on contact_point using gin (mail_vector(company_id, email_lower))
  where email_lower is not null;
drop index customer_name_trigram;
drop index contact_name_trigram;

-- Customers and contacts whose names are like what was typed; asked only where little begins as it was typed.
create function customers_alike(tenant uuid, k text) returns table (id uuid, rank integer, matched text)
language plpgsql stable
rows 50
set plan_cache_mode = force_custom_plan
as $$
declare
  typed text[] := words_of(k);
  meant text[];
  all_meant tsquery;
begin
  select array_agg(word_meant(tenant, t.word) order by t.n) into meant
  from unnest(typed) with ordinality t (word, n);
  select string_agg('(' || m || ')', ' & ')::tsquery into all_meant from unnest(meant) m;
  return query
  select likely.id, likeness_rank(likely.name_key, k), 'NAME'
  from (
    select c.id, c.name_key from customer c
    where c.company_id = tenant and word_vector(c.company_id, c.name_key) @@ all_meant limit 1000) likely
  order by similarity(likely.name_key, k) desc limit 200;
  if not found and cardinality(typed) > 1 then
    -- A word too many or a wrong one: whatever shares one word and is alike as a whole.
    for n in 1..cardinality(meant) loop
      return query
      select likely.id, likeness_rank(likely.name_key, k), 'NAME'
      from (
        select c.id, c.name_key from customer c
        where c.company_id = tenant and word_vector(c.company_id, c.name_key) @@ meant[n]::tsquery limit 300) likely
      where similarity(likely.name_key, k) >= 0.3
      order by similarity(likely.name_key, k) desc limit 50;
    end loop;
  end if;
  return query
  select t.customer_id, likeness_rank(t.name_key, k), 'CONTACT' from contact t
  where t.company_id = tenant and word_vector(t.company_id, t.name_key) @@ all_meant limit 100;
end $$;

-- As before, by words: exact identifier, beginning of a name, of its words, of an address or its parts, similar name
-- (CUS-22, CUS-23), each within the caller's reach.
create or replace function customer_hits(q text, everywhere boolean, locations uuid[], mine uuid, most integer)
returns table (id uuid, rank integer, matched text)
language plpgsql stable security definer
rows 100
set search_path = public
set plan_cache_mode = force_custom_plan
as $$
declare
  tenant uuid := app_company();
  k text := search_key(q);
  mail text := regexp_replace(lower(trim(q)), '([\\%_])', '\\\1', 'g');
  digits text := regexp_replace(q, '\D', '', 'g');
  begun tsquery := words_begun(tenant, words_of(k));
  mail_begun tsquery := words_begun(tenant, mail_parts(q));
begin
  if length(k) < 2 then
    return;
  end if;
  return query
  with direct as materialized (
    (select c.id, 0 as rank, 'NUMBER' as matched from customer c
      where c.company_id = tenant and c.number = upper(trim(q)) limit 1)
    union all
    (select p.customer_id, case when p.email_match = mail then 0 else 1 end, 'EMAIL' from contact_point p
      where p.company_id = tenant and length(mail) >= 3 and p.email_match like mail || '%' limit 200)
    union all
    (select p.customer_id, case when p.phone_e164 in ('+' || digits, '+1' || digits) then 0 else 1 end, 'PHONE'
      from contact_point p
      where p.company_id = tenant and length(digits) >= 4 and p.phone_e164 like '%' || digits || '%' limit 200)
    union all
    (select c.id, 1, 'NAME' from customer c
      where c.company_id = tenant and c.name_key like k || '%' limit 500)
    union all
    (select c.id, 2, 'NAME' from customer c
      where c.company_id = tenant and word_vector(c.company_id, c.name_key) @@ begun limit 500)
    union all
    (select t.customer_id, 2, 'CONTACT' from contact t
      where t.company_id = tenant and word_vector(t.company_id, t.name_key) @@ begun limit 200)
    union all
    (select p.customer_id, 3, 'EMAIL' from contact_point p
      where p.company_id = tenant and length(mail) >= 3 and mail !~ '\s' and p.email_lower is not null
        and mail_vector(p.company_id, p.email_lower) @@ mail_begun limit 200)
    union all
    (select a.customer_id, 3, 'ADDRESS' from customer_address a
      where a.company_id = tenant and length(k) >= 3 and word_vector(a.company_id, a.address_key) @@ begun limit 200)
  ),
  alike as (
    select a.id, a.rank, a.matched
    from (select count(*) as found, coalesce(bool_or(h.rank = 0), false) as exact from direct h) d
    cross join lateral customers_alike(tenant, k) a
    -- A number or a whole address is meant as it is.
    where d.found < 20 and length(k) >= 3 and not d.exact
  )
  select c.id, min(found.rank), (array_agg(found.matched order by found.rank, found.matched))[1]
  from (select * from direct union all select * from alike) found
  join customer c on c.company_id = tenant and c.id = found.id
  where everywhere or c.location_id is null or c.location_id = any (locations) or c.assigned_to = mine
  group by c.id, c.updated_at
  order by min(found.rank), c.updated_at desc, c.id
  limit least(most, 500);
end $$;
