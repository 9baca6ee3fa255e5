-- Names that are like what was typed are found in one way for everything that has a name: customers, leads, deals.

-- What may be meant by each word typed, in their order.
create function words_meant(tenant uuid, k text) returns text[]
language sql stable
as $$
  select coalesce(array_agg(word_meant(tenant, t.word) order by t.n), '{}')
  from unnest(words_of(k)) with ordinality t (word, n)
$$;

create function all_meant(meant text[]) returns tsquery language sql immutable parallel safe
as $$ select string_agg('(' || m || ')', ' & ')::tsquery from unnest(meant) m $$;

-- Rows of a table whose names are like what was typed, by a column that has an index of its words; asked only
-- where little begins as it was typed. Table and column are names of our own, never what somebody typed.
create function names_alike(tenant uuid, k text, meant text[], named_table text, named_column text)
returns table (id uuid, rank integer)
language plpgsql stable
rows 50
as $$
declare
  likely text := format(
    'select n.id, n.%2$I as name from %1$I n where n.company_id = $1 and word_vector(n.company_id, n.%2$I) @@ $2 limit ',
    named_table, named_column);
begin
  return query execute format(
    'select l.id, likeness_rank(l.name, $3) from (%s 1000) l order by similarity(l.name, $3) desc limit 200', likely)
    using tenant, all_meant(meant), k;
  if not found and cardinality(meant) > 1 then
    -- A word too many or a wrong one: whatever shares one word and is alike as a whole.
    for n in 1..cardinality(meant) loop
      return query execute format(
        'select l.id, likeness_rank(l.name, $3) from (%s 300) l where similarity(l.name, $3) >= 0.3 '
          'order by similarity(l.name, $3) desc limit 50', likely)
        using tenant, meant[n]::tsquery, k;
    end loop;
  end if;
end $$;

create or replace function customers_alike(tenant uuid, k text) returns table (id uuid, rank integer, matched text)
language plpgsql stable
rows 50
set plan_cache_mode = force_custom_plan
as $$
declare
  meant text[] := words_meant(tenant, k);
  whole tsquery := all_meant(meant);
begin
  return query
  select a.id, a.rank, 'NAME' from names_alike(tenant, k, meant, 'customer', 'name_key') a;
  return query
  select t.customer_id, likeness_rank(t.name_key, k), 'CONTACT' from contact t
  where t.company_id = tenant and word_vector(t.company_id, t.name_key) @@ whole limit 100;
end $$;
