-- Fills every table with made-up rows, whatever columns it has: the plans of statements depend on how many rows there
-- are and how their values are spread, not on what they say. What the catalogue cannot tell stands in fill_rule.
create schema fill;

create table fill.rule (at text primary key, value text not null);
insert into fill.rule (at, value) values
  -- How many different rows of a small table the others point at.
  ('pool location', '40'), ('pool app_user', '60'), ('pool role', '10'), ('pool billing_entity', '3'),
  ('pool tariff', '20'), ('pool tariff_version', '60'), ('pool ledger_account', '40'), ('pool crew_member', '300'),
  ('pool equipment', '300'), ('pool device', '200'), ('pool workflow_template', '20'), ('pool lead_provider', '20'),
  ('pool lead_form', '20'), ('pool formula', '20'), ('pool company', '1'),
  -- Tables that no company has many rows of.
  ('few job_to_bill', ''), ('few provider_account', ''), ('few score_model', ''), ('few sequence', ''), ('few channel_state', ''), ('few capacity_rule', ''),
  ('few tariff_rule', ''), ('few tariff_place', ''), ('few tariff_version', ''), ('few workflow_template', ''), ('few workflow_step', ''),
  ('few role', ''), ('few role_permission', ''), ('few step_permission', ''), ('few field_mask', ''),
  ('few user_permission', ''), ('few user_location', ''), ('few tax_registration', ''), ('few ledger_account', ''),
  ('few number_series', ''), ('few move_source', ''), ('few article_catalogue', ''), ('few move_size', ''),
  ('few service_type', ''), ('few formula', ''), ('few support_session', ''), ('few audit_block', ''),
  ('few audit_checkpoint', ''), ('few super_admin', ''), ('few super_admin_session', ''), ('few signing_key', ''),
  -- Columns that hold nothing in nearly all rows.
  ('rare quarantined_at', ''), ('rare merged_into', ''), ('rare left_at', ''), ('rare cleared_at', ''),
  ('rare undone_at', ''), ('rare revoked_at', ''), ('rare doubt', ''), ('rare resent_of', ''), ('rare failed_at', ''),
  ('rare blocked_until', ''), ('rare blocked_by', ''), ('rare blocked_at', ''),
  -- Columns that tell something only in the rows that are not over, and columns of meaning.
  ('name_key', 'fill.person(n)'), ('match_key', 'fill.person(n)'), ('display_name', 'initcap(fill.person(n))'),
  ('full_name', 'initcap(fill.person(n))'), ('email_match', '''p'' || n || ''@example.org'''),
  ('email_lower', '''p'' || n || ''@example.org'''), ('email', '''p'' || n || ''@example.org'''),
  ('to_address', '''p'' || n || ''@example.org'''), ('phone_e164', '''+1416'' || lpad(n::text, 7, ''0'')'),
  ('phone', '''+1416'' || lpad(n::text, 7, ''0'')'), ('title', '''Move of '' || fill.person(n)'),
  ('subject', '''Your move, '' || fill.person(n)'), ('currency', '''CAD'''), ('country', '''CA'''),
  -- A machine and a person are in one place at a time: eight hours each, one after another.
  ('schedule_entry.crew_member_id', 'fill.id(n % 300 + 1)'), ('schedule_entry.equipment_id', 'null'),
  ('schedule_entry.starts_at', 'now() - interval ''100 days'' + (n / 300) * interval ''8 hours'''),
  ('schedule_entry.ends_at', 'now() - interval ''100 days'' + (n / 300) * interval ''8 hours'' + interval ''6 hours'''),
  ('schedule_entry.free_at', 'now() - interval ''100 days'' + (n / 300) * interval ''8 hours'' + interval ''7 hours'''),
  ('location.status', 'case when n % 20 = 0 then ''CLOSED'' else ''ACTIVE'' end'),
  ('app_user.status', 'case when n % 20 = 0 then ''DISABLED'' else ''ACTIVE'' end'),
  ('equipment.status', 'case when n % 20 = 0 then ''SOLD'' else ''ACTIVE'' end'),
  ('journey.status', 'case when fill.dice(n, 901, 100) = 0 then (array[''MORNING_PREP'', ''EN_ROUTE'', ''ONSITE''])[1 + fill.dice(n, 902, 3)] when n % 30 = 0 then ''CANCELLED'' else ''AUDITED'' end'),
  ('crew_member.status', 'case when n % 20 = 0 then ''INACTIVE'' else ''AVAILABLE'' end'),
  ('score_model.state', 'case n when 1 then ''ACTIVE'' when 2 then ''SHADOW'' else ''RETIRED'' end'),
  ('city', 'case when n % 3 = 0 then ''Town '' || n % 900 else ''Toronto'' end'),
  ('entity_label', '''L-'' || n % 50000'), ('label', '''L-'' || n'),
  ('is_default', 'n = 1'), ('items', '''[]''::jsonb'), ('tariff_version.valid_to', 'current_date - n + 1'), ('tariff_version.valid_from', 'current_date - n'),
  ('tax_registration.valid_to', 'current_date - n + 1'), ('tax_registration.valid_from', 'current_date - n');

-- States that a record ends in: nineteen of twenty rows are in one of them.
create table fill.final (word text primary key);
insert into fill.final (word) values
  ('COMPLETED'), ('SENT'), ('PAID'), ('ACCEPTED'), ('APPLIED'), ('STORED'), ('CLOSED'), ('DONE'), ('LOST'), ('WON'),
  ('EXPIRED'), ('CANCELLED'), ('DECLINED'), ('DELIVERED'), ('MERGED'), ('DISMISSED'), ('APPROVED'), ('SUPERSEDED'),
  ('ARCHIVED'), ('UNQUALIFIED'), ('RETIRED'), ('FAILED'), ('REJECTED'), ('ISSUED'), ('RECEIVED'), ('SETTLED'), ('POSTED');

create function fill.id(n bigint) returns uuid language sql immutable parallel safe
  return ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

create function fill.dice(n bigint, salt integer, sides bigint) returns bigint language sql immutable parallel safe
  return (hashint8(n * 4096 + salt)::bigint & 2147483647) % sides;

-- One of 320,000 names.
create function fill.person(n bigint) returns text language sql immutable parallel safe
  return (array['amber','boris','carla','dmitri','elsa','farid','greta','hamid','ines','jonas','karim','leona','mateo',
      'nadia','oskar','paula','quentin','rosa','stefan','tamara'])[1 + fill.dice(n, 1, 20)] || (array['','a','o','ie','us','elle','on','is'])[1 + fill.dice(n, 5, 8)] || ' ' ||
    (array['ber','cal','dor','fen','gar','hal','kel','lan','mor','nor','pel','ros','sor','tal','var','wen','yor','zan',
      'bri','cor'])[1 + fill.dice(n, 2, 20)] ||
    (array['a','e','i','o','u'])[1 + fill.dice(n, 3, 5)] ||
    (array['ton','man','ski','dale','berg','ford','well','more','stein','quist','vich','land','son','worth','field',
      'brook','ham','ley','wick','gate'])[1 + fill.dice(n, 4, 20)];

-- The expression for a column, in terms of n. `must` says that no two rows may have the same value.
create function fill.value(t regclass, col name, typ text, required boolean, must boolean, choices text[], parent text, total bigint)
returns text language plpgsql as $$
declare
  salt integer := abs(hashtext(t::text || '.' || col)) % 4096;
  found text := (select r.value from fill.rule r where r.at in (t::text || '.' || col, col) order by length(r.at) desc limit 1);
  pool bigint;
  finals text[];
  others text[];
  out text;
begin
  if col = 'id' then
    return case typ when 'uuid' then 'fill.id(n)' when 'text' then '''k'' || n' else 'n' end;
  elsif found is not null and not (must and found like '%person(n)') and (choices is null or found like 'case%') then
    return found;
  elsif choices is not null then
    finals := array(select c from unnest(choices) c where c in (select f.word from fill.final f));
    others := array(select c from unnest(choices) c where c not in (select f.word from fill.final f));
    if finals = '{}' or others = '{}' then
      out := format('(%L::text[])[1 + fill.dice(n, %s, %s)]', choices, salt, cardinality(choices));
    else
      out := format('case when fill.dice(n, %s, 20) = 0 then (%L::text[])[1 + fill.dice(n, %s, %s)] else (%L::text[])[1 + fill.dice(n, %s, %s)] end',
        salt, others, salt + 1, cardinality(others), finals, salt + 1, cardinality(finals));
    end if;
  elsif typ = 'uuid' then
    pool := coalesce((select r.value::bigint from fill.rule r where r.at = 'pool ' || parent), total / 4);
    out := case when must then 'fill.id(n)' else format('fill.id(1 + fill.dice(n, %s, %s))', salt, least(pool, total)) end;
  elsif typ = 'text' or typ like 'character%' then
    out := case when must then '''N-'' || lpad(n::text, 6, ''0'')'
      when typ = 'text' then format('%L || fill.dice(n, %s, 60)', left(col, 3) || ' ', salt) else quote_literal('en') end;
  elsif typ = 'timestamp with time zone' then
    out := format('now() + interval ''30 days'' - (%s - n) * interval ''12 minutes''', total);
  elsif typ = 'date' then
    out := case when must then 'current_date - n' else format('current_date + 30 - ((%s - n) / 100)::integer', total) end;
  elsif typ in ('integer', 'bigint', 'smallint') then
    out := case when must then 'n' else format('fill.dice(n, %s, %s)', salt, case typ when 'bigint' then 1000000 else 100 end) end;
  elsif typ = 'boolean' then
    out := format('fill.dice(n, %s, 2) = 0', salt);
  elsif typ = 'jsonb' then
    out := '''{}''::jsonb';
  elsif typ = 'bytea' then
    out := format('decode(lpad(to_hex(n), 16, ''0''), ''hex'')');
  elsif typ = 'inet' or typ = 'cidr' then
    out := format('(''10.0.0.0''::inet + n)::%s', typ);
  elsif typ like 'numeric%' then
    out := '1';
  elsif typ like '%[]' then
    out := '''{}''';
  else
    raise exception 'no rule for the column %.% of type %', t, col, typ;
  end if;
  if typ in ('integer', 'smallint') then
    out := format('(%s)::%s', out, typ);
  end if;
  if not required then
    if exists (select 1 from fill.rule r where r.at in ('rare ' || col, 'rare ' || t::text || '.' || col)) then
      out := format('case when fill.dice(n, %s, 100) = 0 then %s end', salt + 2, out);
    elsif not must and typ <> 'text' then
      out := format('case when fill.dice(n, %s, 5) > 0 then %s end', salt + 2, out);
    end if;
  end if;
  return out;
end $$;

-- Rows of one company, or of none in a global table. Indexes are built afterwards, at once.
create function fill.rows(t regclass, company uuid, total bigint) returns void language plpgsql as $$
declare
  names text;
  exprs text;
begin
  with uniques as (
    -- One column of each unique key tells its rows apart: what has a value of its own anyway, else the last.
    select distinct on (i.indexrelid) a.attname
    from pg_index i
    join unnest(i.indkey) with ordinality k (num, pos) on true
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
    where i.indrelid = t and i.indisunique
    order by i.indexrelid, a.attname = 'company_id', a.attname <> 'id',
      exists (select 1 from pg_constraint c where c.conrelid = t and c.contype = 'c' and a.attnum = any (c.conkey)
        and cardinality(c.conkey) = 1 and pg_get_constraintdef(c.oid) like '%ANY (ARRAY[%'),
      case format_type(a.atttypid, null) when 'text' then 0 when 'integer' then 1 when 'bigint' then 1
        when 'bytea' then 0 when 'timestamp with time zone' then 1 when 'date' then 2 when 'uuid' then 3 else 9 end, k.pos desc
  )
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
         string_agg(case when a.attname = 'company_id' then quote_literal(company) || '::uuid'
           else fill.value(t, a.attname, format_type(a.atttypid, null), a.attnotnull,
             a.attname in (select u.attname from uniques u),
             (select array(select m[1] from regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::', 'g') m)
                from pg_constraint c where c.conrelid = t and c.contype = 'c' and c.conkey = array[a.attnum]
                 and pg_get_constraintdef(c.oid) like '%ANY (ARRAY[''%' limit 1),
             coalesce((select c.confrelid::regclass::text from pg_constraint c where c.conrelid = t and c.contype = 'f'
                 and a.attnum = any (c.conkey) order by cardinality(c.conkey) limit 1),
               case when a.attname ~ '(_by|^actor_id|^user_id|^assigned_to)$' then 'app_user' when a.attname = 'location_id' then 'location' end),
             total) end, ', ' order by a.attnum)
    into names, exprs
    from pg_attribute a
    where a.attrelid = t and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
  execute format('insert into %s (%s) select %s from generate_series(1, %s) n', t, names, exprs, total);
end $$;

-- All of one table: many rows of the first company, some of each other. Its checks go: made-up rows need not make sense.
create function fill.table(t regclass, companies uuid[], total bigint) returns void language plpgsql as $$
declare
  definitions text[];
  i record;
begin
  if exists (select 1 from fill.rule r where r.at = 'few ' || t::text) then
    total := 4000;
  end if;
  -- Settings of which a company has one.
  if exists (select 1 from pg_index x join pg_attribute a on a.attrelid = t and a.attname = 'company_id'
    where x.indrelid = t and x.indisunique and x.indpred is null and x.indkey::text = a.attnum::text) then
    total := 1;
  end if;
  set local session_replication_role = replica;
  set local maintenance_work_mem = '256MB';
  for i in select conname from pg_constraint where conrelid = t and contype = 'c'
    and (cardinality(conkey) <> 1 or pg_get_constraintdef(oid) not like '%ANY (ARRAY[''%') loop
    execute format('alter table %s drop constraint %I', t, i.conname);
  end loop;
  select coalesce(array_agg(pg_get_indexdef(x.indexrelid) order by x.indexrelid), '{}') into definitions
    from pg_index x
   where x.indrelid = t and not x.indisunique and not x.indisexclusion;
  for i in select x.indexrelid::regclass as name from pg_index x
   where x.indrelid = t and not x.indisunique and not x.indisexclusion
  loop
    execute format('drop index %s', i.name);
  end loop;
  if exists (select 1 from pg_attribute a where a.attrelid = t and a.attname = 'company_id') then
    perform fill.rows(t, companies[1], total);
    for i in select company from unnest(companies[2:]) company
      where not exists (select 1 from pg_index x where x.indrelid = t and x.indisunique
        and not (select a.attnum from pg_attribute a where a.attrelid = t and a.attname = 'company_id') = any (x.indkey))
    loop
      perform fill.rows(t, i.company, greatest(total / 50, 1));
    end loop;
  else
    perform fill.rows(t, null, total);
  end if;
  for i in select d.definition from unnest(definitions) d (definition) loop
    execute i.definition;
  end loop;
  execute format('analyze %s', t);
end $$;

-- The tables to fill: all but those that the migrations have filled.
create function fill.tables() returns setof text language plpgsql as $$
declare
  t regclass;
  filled boolean;
begin
  for t in select c.oid::regclass from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'company' order by c.relname
  loop
    execute format('select exists (select 1 from %s)', t) into filled;
    if not filled then
      return next t::text;
    end if;
  end loop;
end $$;
