-- name: survey_by_link :opt
-- row: SurveyRow
select s.id, s.estimate_id, s.state, s.channel, s.sent_to, s.language, s.sent_at, s.expires_at, s.opened_at, s.submitted_at,
       s.reviewed_at, s.reminders, s.rooms, s.note, s.version
from self_survey s
where s.company_id = :company_id
  and s.link_hash = :link_hash;

-- name: lock_survey :opt
select s.state
from self_survey s
where s.company_id = :company_id
  and s.id = :id
for update;

-- name: surveys_of :many
-- row: SurveyRow
-- The newest first.
select s.id, s.estimate_id, s.state, s.channel, s.sent_to, s.language, s.sent_at, s.expires_at, s.opened_at, s.submitted_at,
       s.reviewed_at, s.reminders, s.rooms, s.note, s.version
from self_survey s
where s.company_id = :company_id
  and s.estimate_id = :estimate_id
order by s.sent_at desc, s.id
limit 20;

-- name: insert_survey :exec
insert into self_survey (company_id, id, estimate_id, channel, sent_to, language, link_hash, sent_at, expires_at, remind_at,
  rooms)
values (:company_id, :id, :estimate_id, :channel, :sent_to, :language, :link_hash, :now, :expires_at, :remind_at!, :rooms);

-- name: open_survey :exec
update self_survey
set state = 'OPENED',
    opened_at = :now
where company_id = :company_id
  and id = :id
  and state = 'SENT';

-- name: keep_rooms :exec
update self_survey
set rooms = :rooms,
    note = :note
where company_id = :company_id
  and id = :id;

-- name: submit_survey :exec
update self_survey
set state = 'SUBMITTED',
    submitted_at = :now,
    remind_at = null
where company_id = :company_id
  and id = :id;

-- name: review_survey :exec
update self_survey
set state = 'REVIEWED',
    reviewed_at = :now,
    reviewed_by = :by
where company_id = :company_id
  and id = :id;

-- name: surveys_to_remind :many
select s.id, s.estimate_id, s.channel, s.sent_to, s.language, s.sent_at, s.expires_at, s.reminders
from self_survey s
where s.company_id = :company_id
  and s.remind_at <= :now
order by s.remind_at, s.id
limit 200
for update skip locked;

-- name: set_reminded :exec
update self_survey
set reminders = :reminders,
    remind_at = :remind_at
where company_id = :company_id
  and id = :id;

-- name: surveys_over :many
select s.id, s.estimate_id
from self_survey s
where s.company_id = :company_id
  and s.state in ('SENT', 'OPENED')
  and s.expires_at <= :now
order by s.expires_at, s.id
limit 500
for update skip locked;

-- name: expire_survey :exec
update self_survey
set state = 'EXPIRED',
    remind_at = null
where company_id = :company_id
  and id = :id;

-- name: survey_ends :one
-- Who asks, and who is asked.
select co.name as company_name, coalesce(o.name, co.name) as "place!", coalesce(l.full_name, c.display_name) as "name?",
       coalesce(l.email, c.email) as "email?", coalesce(l.phone_e164, c.phone) as "phone?", l.id as "lead_id?",
       coalesce(c.id, l.customer_id) as "customer_ref?", e.location_id,
       coalesce(o.timezone, co.timezone) as "timezone!", e.number
from estimate e
join company co on co.id = e.company_id
left join access_v_location o on o.company_id = e.company_id and o.id = e.location_id
left join lead l on l.company_id = e.company_id and l.id = e.lead_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
where e.company_id = :company_id
  and e.id = :estimate_id;

-- name: set_estimate_state :exec
update estimate
set state = :state
where company_id = :company_id
  and id = :id;

-- name: set_surveyed :exec
update estimate
set state = 'REVIEWED',
    method = 'SELF_SURVEY',
    counts_as_survey = :counts_as_survey,
    surveyed_at = :surveyed_at!
where company_id = :company_id
  and id = :id;

-- name: survey_pictures :many
-- row: PictureRow
select p.id, p.room_number, p.content_type, p.bytes, p.sha256, p.parts, p.state, p.object_key, p.taken_at
from survey_picture p
where p.company_id = :company_id
  and p.survey_id = :survey_id
order by p.room_number, p.id
limit 500;

-- name: picture_for_update :opt
-- row: PictureRow
select p.id, p.room_number, p.content_type, p.bytes, p.sha256, p.parts, p.state, p.object_key, p.taken_at
from survey_picture p
where p.company_id = :company_id
  and p.survey_id = :survey_id
  and p.id = :id
for update;

-- name: picture_of_estimate :opt
select p.content_type, p.object_key
from self_survey s
join survey_picture p on p.company_id = s.company_id and p.survey_id = s.id
where s.company_id = :company_id
  and s.estimate_id = :estimate_id
  and p.id = :id;

-- name: insert_picture :exec
insert into survey_picture (company_id, id, survey_id, room_number, content_type, bytes, sha256, taken_at)
values (:company_id, :id, :survey_id, :room_number, :content_type, :bytes, :sha256, :taken_at)
on conflict (company_id, survey_id, room_number, sha256) do nothing;

-- name: set_parts :exec
update survey_picture
set parts = :parts
where company_id = :company_id
  and id = :id;

-- name: store_picture :exec
update survey_picture
set state = 'STORED',
    object_key = :object_key!,
    stored_at = :now
where company_id = :company_id
  and id = :id;

-- name: forget_parts :exec
-- Other bytes came than those that were told: all of them are asked for again.
update survey_picture
set parts = '[]'
where company_id = :company_id
  and id = :id;

-- name: remove_picture :exec
delete from survey_picture
where company_id = :company_id
  and survey_id = :survey_id
  and id = :id;
