-- Customers for the companies of the table bench.company that have none yet, with their e-mail addresses, phone numbers and
-- row images. Run as the cluster's superuser, with triggers off: what they would write is written here.
\set ON_ERROR_STOP on
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';

create temp table made on commit preserve rows as
select b.n as company_n, b.company_id, b.location_id, b.user_id, g as n,
       ('01930000' || lpad(to_hex(b.n), 4, '0') || '70008000' || lpad(to_hex(g), 12, '0'))::uuid as id,
       (array['Nora', 'Hugo', 'Mila', 'Omar', 'Ines', 'Pavel', 'Rosa', 'Tariq', 'Uma', 'Viktor', 'Wanda', 'Yusuf', 'Zoe',
              'Arlo', 'Bina', 'Cyril'])[1 + (x.h & 15)] as first_name,
       (array['Bram', 'Cald', 'Dor', 'Fenn', 'Gal', 'Hart', 'Jun', 'Kest', 'Lor', 'Marn', 'Nev', 'Orl', 'Pell', 'Quin',
              'Ros', 'Tam'])[1 + ((x.h >> 4) & 15)]
       || (array['ad', 'eb', 'ic', 'ol', 'um', 'an', 'er', 'is', 'op', 'ut', 'av', 'en', 'il', 'om', 'us', 'yr'])[
              1 + ((x.h >> 8) & 15)]
       || (array['berg', 'court', 'dale', 'field', 'grove', 'hurst', 'land', 'mont', 'ness', 'port', 'ridge', 'stone',
              'ton', 'vale', 'wick', 'worth'])[1 + ((x.h >> 12) & 15)] as last_name,
       (array['Toronto', 'Montreal', 'Halifax', 'Calgary', 'Ottawa', 'Regina', 'Quebec', 'Victoria'])[1 + ((x.h >> 16) & 7)]
         as city,
       '+1416' || (2000000 + (g::bigint * 7919) % 8000000) as phone,
       timestamptz '2025-01-01 08:00+00' + g * interval '1 minute' as at
from bench.company b
cross join lateral generate_series(1, b.customers) g
cross join lateral (select ('x' || substr(md5(b.n || ':' || g), 1, 6))::bit(24)::integer as h) x
where not b.loaded;

-- Making these indexes anew afterwards is many times faster than adding to them.
create temp table later as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i
where i.indrelid in ('customer'::regclass, 'contact_point'::regclass, 'customer_address'::regclass, 'row_change'::regclass) and not i.indisunique;
select format('drop index %s', name) from later \gexec

insert into customer (company_id, id, number, kind, first_name, last_name, company_name, display_name, name_key, match_key,
  type, location_id, assigned_to, email, phone, street, city, province, postal_code, country, language, currency, tags,
  created_at, created_by, updated_at, updated_by)
select company_id, id, 'C-' || lpad(n::text, greatest(6, length(n::text)), '0'), case when n % 10 = 0 then 'COMPANY' else 'PERSON' end,
       first_name, last_name, case when n % 10 = 0 then last_name || ' Construction' end,
       case when n % 10 = 0 then last_name || ' Construction' else first_name || ' ' || last_name end,
       lower(case when n % 10 = 0 then last_name || ' Construction' else first_name || ' ' || last_name end),
       lower(case when n % 10 = 0 then last_name || ' Construction' else first_name || ' ' || last_name end),
       case when n % 10 = 0 then 'CONSTRUCTION' else 'RESIDENTIAL' end, location_id, user_id,
       lower(first_name || '.' || last_name) || n || '@example.com', phone, n || ' Elm Street', city, 'ON', 'M5V 1A1', 'CA',
       'en', 'CAD', '{}', at, user_id, at, user_id
from made
order by company_id, id;

insert into contact_point (company_id, id, customer_id, kind, given, email_lower, email_match, phone_e164, is_primary, state,
  created_at, created_by, updated_at, updated_by)
select company_id, overlay(id::text placing k.part from 20 for 4)::uuid, id, k.kind,
       case k.kind when 'EMAIL' then mail else phone end, case k.kind when 'EMAIL' then mail end,
       case k.kind when 'EMAIL' then mail end, case k.kind when 'PHONE' then phone end, true, 'UNVERIFIED', at, user_id, at,
       user_id
from made
cross join (values ('EMAIL', '8001'), ('PHONE', '8002')) k (kind, part)
cross join lateral (select lower(first_name || '.' || last_name) || n || '@example.com' as mail) m
order by company_id, id;

insert into customer_address (company_id, id, customer_id, kind, street, city, province, postal_code, country, address_key,
  created_at, created_by, updated_at, updated_by)
select company_id, overlay(id::text placing '8003' from 20 for 4)::uuid, id, 'HOME', n || ' Elm Street', city, 'ON', 'M5V 1A1',
       'CA', n || ' elm street ' || lower(city) || ' m5v1a1', at, user_id, at, user_id
from made
order by company_id, id;

insert into name_word (company_id, word)
select distinct m.company_id, each.word
from made m
cross join lateral unnest(array[lower(m.first_name), lower(m.last_name), 'construction']) each (word)
on conflict do nothing;

insert into row_change (company_id, table_name, row_id, version, entry_id, act, at, image)
select c.company_id, 'customer', c.id, 1, c.id, 'INSERT', c.created_at, to_jsonb(c)
from customer c
join bench.company b on b.company_id = c.company_id and not b.loaded;

insert into row_change (company_id, table_name, row_id, version, entry_id, act, at, image)
select p.company_id, 'contact_point', p.id, 1, p.customer_id, 'INSERT', p.created_at, to_jsonb(p)
from contact_point p
join bench.company b on b.company_id = p.company_id and not b.loaded;

insert into number_series (company_id, name, last)
select company_id, 'customer', customers from bench.company where not loaded
on conflict (company_id, name) do update set last = excluded.last;

select definition from later \gexec

update bench.company set loaded = true where not loaded;
vacuum (analyze) customer;
vacuum (analyze) contact_point;
vacuum (analyze) customer_address;
vacuum (analyze) name_word;
vacuum (analyze) row_change;
analyze;
checkpoint;
