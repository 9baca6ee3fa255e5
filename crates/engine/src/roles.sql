-- Made once by whoever owns the server, before the first migration. No request runs as a role that bypasses
-- row security: cnc_search owns the few search and directory functions and nobody can sign in as it.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'cnc_owner') then
    create role cnc_owner nologin;
  end if;
  if not exists (select 1 from pg_roles where rolname = 'cnc_app') then
    create role cnc_app login noinherit;
  end if;
  if not exists (select 1 from pg_roles where rolname = 'cnc_worker') then
    create role cnc_worker login noinherit;
  end if;
  if not exists (select 1 from pg_roles where rolname = 'cnc_search') then
    create role cnc_search nologin bypassrls;
  end if;
end $$;
create extension if not exists btree_gin;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
grant cnc_search to cnc_owner;
grant usage on schema public to cnc_app, cnc_worker, cnc_search;
grant create on schema public to cnc_search;
grant create, usage on schema public to cnc_owner;
revoke create on schema public from public;
create schema if not exists graphile_worker;
do $$
begin
  execute format('grant create on database %I to cnc_worker', current_database());
end $$;
alter schema graphile_worker owner to cnc_worker;
