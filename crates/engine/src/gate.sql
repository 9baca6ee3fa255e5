-- Every row is a violation. The lists name what is global or local; all else must be a tenant table.
with outside(t) as (values
    -- global reference and platform
    ('company'), ('identity'), ('login_directory'), ('membership'), ('sign_in_attempt'), ('super_admin'),
    ('super_admin_session'), ('platform_idempotency'), ('support_session'), ('company_access_log'), ('schema_change'), ('signing_key'),
    ('tax_rate'), ('place_rule'), ('currency'), ('article_default'),
    -- local infrastructure
    ('sign_in_guard'), ('signed_document'),
    ('outbox'), ('audit_pending')),
  rel as (
    select c.oid, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.relowner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')),
  tab as (select * from rel where relkind in ('r', 'p')),
  ten as (
    select t.*, a.attnum from tab t
    join pg_attribute a on a.attrelid = t.oid and a.attname = 'company_id' and not a.attisdropped
    where t.relname not in (select t from outside))
select 'T01 neither company_id nor listed as global or local' as rule, relname::text as object
from tab t
where relname not in (select t from outside)
  and not exists (select 1 from pg_attribute where attrelid = t.oid and attname = 'company_id' and not attisdropped)
union all
select 'T02 company_id is not uuid not null', relname from ten t
join pg_attribute a on a.attrelid = t.oid and a.attnum = t.attnum
where not a.attnotnull or a.atttypid <> 'uuid'::regtype
union all
select 'T03 row security not enabled and forced', relname from ten where not (relrowsecurity and relforcerowsecurity)
union all
select 'T04 no policy pins company_id for reading and writing', relname from ten t
where not exists (
  select 1 from pg_policy p
  where p.polrelid = t.oid and p.polpermissive and p.polcmd = '*'
    and pg_get_expr(p.polqual, p.polrelid) = '(company_id = app_company())'
    and pg_get_expr(p.polwithcheck, p.polrelid) = '(company_id = app_company())')
union all
select 'T05 a further permissive policy: ' || p.polname, relname from ten t join pg_policy p on p.polrelid = t.oid
where p.polname <> 'tenant'
union all
select 'T07 a restrictive policy: ' || p.polname, relname from ten t join pg_policy p on p.polrelid = t.oid
where not p.polpermissive
union all
select 'K01 the primary key does not start with company_id', relname from ten t
where not exists (
  select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary and i.indkey[0] = t.attnum)
union all
select 'K02 a unique index does not start with company_id: ' || i.indexrelid::regclass, relname from ten t
join pg_index i on i.indrelid = t.oid
where i.indisunique and i.indkey[0] <> t.attnum
union all
select 'K03 an exclusion without company_id with =: ' || c.conname, relname from ten t
join pg_constraint c on c.conrelid = t.oid and c.contype = 'x'
where not exists (
  select 1 from unnest(c.conkey, c.conexclop) u(k, op) join pg_operator o on o.oid = u.op
  where u.k = t.attnum and o.oprname = '=')
union all
select 'F01 a foreign key without company_id on both sides: ' || c.conname, t.relname from ten t
join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
join ten r on r.oid = c.confrelid
where not exists (select 1 from unnest(c.conkey, c.confkey) u(a, b) where u.a = t.attnum and u.b = r.attnum)
union all
select 'F02 a foreign key that sets null or default: ' || c.conname, t.relname from ten t
join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
where c.confdeltype in ('n', 'd') or c.confupdtype in ('n', 'd')
union all
select 'F03 a global or local table refers to a tenant table: ' || c.conname, t.relname from tab t
join pg_constraint c on c.conrelid = t.oid and c.contype = 'f' join ten r on r.oid = c.confrelid
where t.relname in (select t from outside)
union all
select 'F04 foreign key columns without an index: ' || c.conname, t.relname from ten t
join pg_constraint c on c.conrelid = t.oid and c.contype = 'f' and c.conparentid = 0
where not exists (
  select 1 from pg_index i
  where i.indrelid = t.oid
    and (select array_agg(x order by x) from unnest(c.conkey) x)
      = (select array_agg(k order by k) from unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k))
union all
select 'F05 a column that names another record has no foreign key: ' || a.attname, t.relname from ten t
join pg_attribute a on a.attrelid = t.oid and a.attname ~ '_id$' and a.atttypid = 'uuid'::regtype and not a.attisdropped
join ten r on r.relname || '_id' = a.attname
where t.relname not in ('audit_entry', 'row_change', 'event', 'audit_block')
  and not exists (select 1 from pg_constraint c where c.conrelid = t.oid and c.contype = 'f' and a.attnum = any (c.conkey))
  and not exists (select 1 from pg_description d where d.objoid = t.oid and d.objsubid = a.attnum and d.description like 'no key:%')
union all
select 'V01 a view without security_invoker', relname from rel r
where relkind = 'v'
  and not exists (select 1 from pg_class c where c.oid = r.oid and c.reloptions::text ~ 'security_invoker=(true|on|1)')
union all
select 'V02 a materialized view', relname from rel where relkind = 'm'
union all
select 'S01 a definer function without a pinned search_path', p.proname::text from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where n.nspname = 'public' and p.prosecdef
  and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  and (p.proconfig is null or p.proconfig::text not like '%search_path%')
union all
select 'G01 the application role is too powerful', rolname::text from pg_roles
where rolname in ('cnc_app', 'cnc_worker')
  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
       or exists (select 1 from rel where relowner = pg_roles.oid))
union all
select 'G02 the application role holds truncate, references or trigger', relname from tab
where has_table_privilege('cnc_app', oid, 'TRUNCATE')
   or has_table_privilege('cnc_app', oid, 'REFERENCES')
   or has_table_privilege('cnc_app', oid, 'TRIGGER')
union all
select 'G04 PUBLIC holds a privilege', relname from tab t
where exists (select 1 from pg_class c, aclexplode(c.relacl) a where c.oid = t.oid and a.grantee = 0)
union all
select 'G05 the application may change an append-only table', relname from tab t
where exists (select 1 from pg_trigger g where g.tgrelid = t.oid and g.tgname = 'append_only')
  and (has_table_privilege('cnc_app', oid, 'UPDATE') or has_table_privilege('cnc_app', oid, 'DELETE'))
union all
select 'Q01 a sequence in a tenant table: ' || a.attname, relname from ten t
join pg_attribute a on a.attrelid = t.oid
where a.attidentity <> ''
   or exists (select 1 from pg_attrdef d where d.adrelid = t.oid and d.adnum = a.attnum
              and pg_get_expr(d.adbin, d.adrelid) like 'nextval%')
union all
select 'P01 an index on a type that row security cannot use: ' || a.attname || ' ' || ty.typname, relname from ten t
join pg_index i on i.indrelid = t.oid
join pg_attribute a on a.attrelid = t.oid and a.attnum = any (i.indkey)
join pg_type ty on ty.oid = a.atttypid
where ty.typtype = 'e' or ty.typname in ('citext', 'numeric')
union all
-- A table that people change keeps its row images; rows of a file on their way into the records are none yet.
select 'A01 no row image trigger', relname from ten t
where has_table_privilege('cnc_app', oid, 'UPDATE')
  and relname not in ('session', 'number_series', 'import_row')
  and not exists (select 1 from pg_trigger g where g.tgrelid = t.oid and g.tgname = 'image')
order by 1, 2
