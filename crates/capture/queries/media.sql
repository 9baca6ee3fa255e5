-- name: media_list :list
-- row: MediaRow
-- resource: media m
-- sort: taken_at desc = m.taken_at
-- filter: kind = m.kind text, purpose = m.purpose text, state = m.state text, journey_id = m.journey_id id:journey
select m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type, m.bytes, m.sha256,
       m.object_key, m.state, m.failure, m.taken_at, m.stored_at, m.signer_name, m.note, m.version
from media m
where m.company_id = :company_id;

-- name: media_by_id :opt
-- row: MediaRow
select m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type, m.bytes, m.sha256,
       m.object_key, m.state, m.failure, m.taken_at, m.stored_at, m.signer_name, m.note, m.version
from media m
where m.company_id = :company_id
  and m.id = :id;

-- name: same_media :opt
-- row: MediaRow
select m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type, m.bytes, m.sha256,
       m.object_key, m.state, m.failure, m.taken_at, m.stored_at, m.signer_name, m.note, m.version
from media m
where m.company_id = :company_id
  and m.owner = :owner
  and m.owner_id = :owner_id
  and m.purpose = :purpose
  and m.sha256 = :sha256;

-- name: insert_media :exec
insert into media (company_id, id, owner, owner_id, journey_id, location_id, kind, purpose, content_type, bytes, sha256,
  taken_at, latitude_micro, longitude_micro, accuracy_m, signer_name, signer_role, note)
values (:company_id, :id, :owner, :owner_id, :journey_id, :location_id, :kind, :purpose, :content_type, :bytes, :sha256,
  :taken_at, :latitude_micro, :longitude_micro, :accuracy_m, :signer_name, :signer_role, :note);

-- name: store_media :exec
update media m
set state = 'STORED',
    object_key = :object_key!,
    failure = null,
    stored_at = :now
where m.company_id = :company_id
  and m.id = :id;

-- name: journey_owner :opt
select j.id as "journey_id!", j.location_id, exists (
  select 1
  from dispatch_v_journey_member m
  where m.company_id = j.company_id
    and m.journey_id = j.id
    and m.user_id = :me
) as "mine!"
from dispatch_v_journey j
where j.company_id = :company_id
  and j.id = :journey_id;

-- name: step_owner :opt
select j.id as "journey_id!", j.location_id, exists (
  select 1
  from dispatch_v_journey_member m
  where m.company_id = j.company_id
    and m.journey_id = j.id
    and m.user_id = :me
) as "mine!"
from dispatch_v_step s
join dispatch_v_journey j on j.company_id = s.company_id and j.id = s.journey_id
where s.company_id = :company_id
  and s.id = :step_id;

-- name: job_owner :opt
select j.location_id
from dispatch_v_job j
where j.company_id = :company_id
  and j.id = :job_id;

-- name: quote_owner :opt
select q.location_id, coalesce(q.assigned_to = :me or q.created_by = :me, false) as "mine!"
from quotes_v_quote q
where q.company_id = :company_id
  and q.id = :quote_id;

-- name: site_owner :opt
select a.location_id, coalesce(a.assigned_to = :me or a.created_by = :me, false) as "mine!"
from sales_v_site_assessment a
where a.company_id = :company_id
  and a.id = :site_assessment_id;
