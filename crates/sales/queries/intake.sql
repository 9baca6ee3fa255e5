-- name: insert_intake :exec
insert into lead_intake (company_id, id, channel, provider_id, form_id, payload, network, received_at)
values (:company_id, :id, :channel, :provider_id, :form_id, :payload, :network, :now);

-- name: settle_intake :exec
update lead_intake
set outcome = :outcome,
    reason = :reason,
    lead_id = :lead_id
where company_id = :company_id
  and id = :id;

-- name: intakes :many
-- The log: newest first.
select i.id, i.channel, p.name as "provider_name?", f.name as "form_name?", i.payload, i.outcome, i.reason, i.lead_id,
       i.received_at
from lead_intake i
left join lead_provider p on p.company_id = i.company_id and p.id = i.provider_id
left join lead_form f on f.company_id = i.company_id and f.id = i.form_id
where i.company_id = :company_id
  and (cast(:outcome? as text) is null or i.outcome = :outcome?)
  and i.received_at < :before
order by i.received_at desc, i.id desc
limit 100;

-- name: provider_by_key :opt
-- Locked, so that a provider's submissions are taken one after the other.
select p.id, p.name, p.source, p.location_id, p.window_hours, p.reply_style
from lead_provider p
where p.company_id = :company_id
  and p.key_hash = :key_hash
  and p.is_active
for update;

-- name: provider_pace :one
-- Submissions of a provider in the last minute, a hundred at most.
select count(*) as "count!"
from (select 1 from lead_intake i
  where i.company_id = :company_id and i.provider_id = :provider_id and i.received_at > :since limit 100) n;

-- name: form_by_key :opt
select f.id, f.name, f.source, f.location_id, f.service_type, f.language, f.consent_wording, c.name as company_name
from lead_form f
join company c on c.id = f.company_id
where f.company_id = :company_id
  and f.key_hash = :key_hash
  and f.is_active;

-- name: form_pace :one
-- Submissions of a network through a form in the last hour.
select count(*) as "count!"
from (select 1 from lead_intake i
  where i.company_id = :company_id and i.form_id = :form_id and i.network = :network? and i.received_at > :since
  limit 20) n;

-- name: insert_provider :exec
insert into lead_provider (company_id, id, name, key_hash, source, location_id, window_hours, reply_style)
values (:company_id, :id, :name, :key_hash, :source, :location_id, :window_hours, :reply_style);

-- name: provider_list :list
-- resource: routing p
-- sort: name = p.name, created_at = p.created_at
-- filter: location_id = p.location_id id:location, source = p.source text
select p.id, p.name, p.source, p.location_id, p.window_hours, p.reply_style, p.is_active, p.created_at, p.version
from lead_provider p
where p.company_id = :company_id;

-- name: insert_form :exec
insert into lead_form (company_id, id, name, key_hash, source, location_id, service_type, language, consent_wording)
values (:company_id, :id, :name, :key_hash, :source, :location_id, :service_type, :language, :consent_wording);

-- name: form_list :list
-- resource: routing f
-- sort: name = f.name, created_at = f.created_at
-- filter: location_id = f.location_id id:location
select f.id, f.name, f.source, f.location_id, f.service_type, f.language, f.consent_wording, f.is_active, f.created_at,
       f.version
from lead_form f
where f.company_id = :company_id;
