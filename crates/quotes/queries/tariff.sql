-- name: insert_tariff :exec
insert into tariff (company_id, id, name, kind, currency, distance_unit, location_id, price_by, service_types, reach)
values (:company_id, :id, :name, :kind, :currency, :distance_unit, :location_id, :price_by, :service_types, :reach);

-- name: change_tariff :exec
update tariff t
set name = :name,
    location_id = :location_id,
    service_types = :service_types,
    reach = :reach
where t.company_id = :company_id
  and t.id = :id;

-- name: insert_place :exec
insert into tariff_place (company_id, id, tariff_id, location_id)
values (:company_id, :id, :tariff_id, :location_id);

-- name: clear_places :exec
delete from tariff_place p
where p.company_id = :company_id
  and p.tariff_id = :tariff_id;

-- name: places_of :many
select p.location_id
from tariff_place p
where p.company_id = :company_id
  and p.tariff_id = :tariff_id
order by p.location_id
limit 500;

-- name: tariff_by_id :opt
select t.id, t.name, t.kind, t.currency, t.distance_unit, t.location_id, t.price_by, t.service_types, t.reach, t.version
from tariff t
where t.company_id = :company_id
  and t.id = :id;

-- name: tariff_list :list
-- resource: tariff t
-- sort: name = t.name, updated_at = t.updated_at
-- filter: kind = t.kind text, currency = t.currency text, location_id = t.location_id id:location
select t.id, t.name, t.kind, t.currency, t.distance_unit, t.location_id, t.price_by, t.service_types, t.reach,
       (select array_agg(p.location_id::text order by p.location_id)
        from tariff_place p
        where p.company_id = :company_id and p.tariff_id = t.id) as places,
       t.updated_at, t.version
from tariff t
where t.company_id = :company_id;

-- name: versions_of :many
-- The versions of a tariff, newest first, each with its rules.
-- row: VersionRow
select v.id, v.tariff_id, v.number, v.state, v.valid_from, v.valid_to, v.settings, v.published_at, t.name, t.kind,
       t.currency, t.distance_unit,
       (select jsonb_agg(r.body || jsonb_build_object('rule_key', r.rule_key, 'kind', r.kind) order by r.position)
        from tariff_rule r
        where r.company_id = :company_id and r.tariff_version_id = v.id) as rules
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = :company_id
  and v.tariff_id = :tariff_id
order by v.number desc
limit 50;

-- name: versions_by_ids :many
-- row: VersionRow
select v.id, v.tariff_id, v.number, v.state, v.valid_from, v.valid_to, v.settings, v.published_at, t.name, t.kind,
       t.currency, t.distance_unit,
       (select jsonb_agg(r.body || jsonb_build_object('rule_key', r.rule_key, 'kind', r.kind) order by r.position)
        from tariff_rule r
        where r.company_id = :company_id and r.tariff_version_id = v.id) as rules
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = :company_id
  and v.id = any (:ids)
  and v.state <> 'DRAFT'
order by v.id
limit 5;

-- name: versions_named :many
-- Whose versions these are and how they stand.
select v.id, v.tariff_id, v.number, v.state, v.valid_from, v.valid_to, t.name, t.kind, t.currency
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = :company_id
  and v.id = any (:ids)
order by v.id
limit 10;

-- name: candidates :many
-- Published versions valid on the day that counts for their tariff (QUO-6), with the kinds of their rules.
select v.id, v.tariff_id, v.number, v.valid_from, v.valid_to, t.name, t.kind, t.currency, t.service_types, t.reach,
       (t.location_id is not null
        or exists (select 1 from tariff_place p where p.company_id = :company_id and p.tariff_id = t.id)) as "at_location!",
       (select array_agg(distinct r.kind)
        from tariff_rule r
        where r.company_id = :company_id and r.tariff_version_id = v.id) as rule_kinds
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = :company_id
  and v.state = 'PUBLISHED'
  and (t.location_id is null or t.location_id = :location_id)
  and (not exists (select 1 from tariff_place p where p.company_id = :company_id and p.tariff_id = t.id)
       or exists (
         select 1 from tariff_place p
         where p.company_id = :company_id and p.tariff_id = t.id and p.location_id = :location_id))
  and v.valid_from <= case t.price_by when 'SERVICE_DATE' then cast(:service_date as date) else cast(:quote_date as date) end
  and (v.valid_to is null
       or v.valid_to > case t.price_by when 'SERVICE_DATE' then cast(:service_date as date) else cast(:quote_date as date) end)
order by t.name, v.id
limit 500;

-- name: rivals :many
-- Published versions of other tariffs of the same kind and currency, with where and for what they hold.
select v.id, v.valid_from, v.valid_to, t.name, t.location_id, t.service_types, t.reach,
       (select array_agg(p.location_id::text)
        from tariff_place p
        where p.company_id = :company_id and p.tariff_id = t.id) as places,
       (select array_agg(distinct r.kind)
        from tariff_rule r
        where r.company_id = :company_id and r.tariff_version_id = v.id) as rule_kinds
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
join tariff mine on mine.company_id = v.company_id and mine.id = :tariff_id
where v.company_id = :company_id
  and v.state = 'PUBLISHED'
  and t.id <> mine.id
  and t.kind = mine.kind
  and t.currency = mine.currency
order by t.name, v.id
limit 500;

-- name: next_number :one
select coalesce(max(v.number), 0) + 1 as "number!"
from tariff_version v
where v.company_id = :company_id
  and v.tariff_id = :tariff_id;

-- name: insert_version :exec
insert into tariff_version (company_id, id, tariff_id, number, valid_from, valid_to, settings)
values (:company_id, :id, :tariff_id, :number, :valid_from, :valid_to, :settings);

-- name: insert_rule :exec
insert into tariff_rule (company_id, id, tariff_version_id, position, rule_key, kind, body)
values (:company_id, :id, :tariff_version_id, :position, :rule_key, :kind, :body);

-- name: end_version_before :exec
-- The version that runs into the new one ends where that begins.
update tariff_version v
set valid_to = :day
where v.company_id = :company_id
  and v.tariff_id = :tariff_id
  and v.state = 'PUBLISHED'
  and v.valid_from < :day
  and (v.valid_to is null or v.valid_to > :day);

-- name: publish_version :exec
update tariff_version v
set state = 'PUBLISHED',
    content_hash = :content_hash,
    published_at = :now
where v.company_id = :company_id
  and v.id = :id
  and v.state = 'DRAFT';

-- name: change_version :exec
update tariff_version v
set valid_from = :valid_from,
    valid_to = :valid_to,
    settings = :settings
where v.company_id = :company_id
  and v.id = :id
  and v.state = 'DRAFT';

-- name: clear_rules :exec
delete from tariff_rule r
where r.company_id = :company_id
  and r.tariff_version_id = :tariff_version_id;

-- name: delete_version :exec
delete from tariff_version v
where v.company_id = :company_id
  and v.id = :id
  and v.state = 'DRAFT';

-- name: retire_version :exec
update tariff_version v
set state = 'RETIRED'
where v.company_id = :company_id
  and v.id = :id
  and v.state = 'PUBLISHED';

-- name: open_drafts :many
-- Drafts that a version of the tariff prices, newest first.
select q.id, q.number, q.quote_version, q.title, q.location_id, q.inputs, q.currency, q.total_minor
from quote q
where q.company_id = :company_id
  and q.status = 'DRAFT'
  and q.priced is not null
  and exists (
    select 1
    from jsonb_array_elements(q.inputs -> 'parts') part
    join tariff_version v on v.company_id = :company_id and v.id::text = part ->> 'tariff_version_id'
    where v.tariff_id = :tariff_id)
order by q.created_at desc, q.id
limit 200;
