-- name: member_list :list
-- row: MemberRow
-- resource: crew m
-- sort: name = m.name, number = m.number, status = m.status
-- filter: status = m.status text, position = m.position text, kind = m.kind text, location_id = m.location_id id:location, user_id = m.user_id id:app_user
select m.id, m.number, m.name, m.user_id, m.location_id, m.kind, m.position, m.status, m.phone, m.email, m.languages,
       m.hired_on, m.experience_years, m.notes, m.version
from crew_member m
where m.company_id = :company_id;

-- name: member_by_id :opt
-- row: MemberRow
select m.id, m.number, m.name, m.user_id, m.location_id, m.kind, m.position, m.status, m.phone, m.email, m.languages,
       m.hired_on, m.experience_years, m.notes, m.version
from crew_member m
where m.company_id = :company_id
  and m.id = :id;

-- name: insert_member :exec
insert into crew_member (company_id, id, number, name, user_id, location_id, kind, position, phone, email, languages,
  hired_on, province, experience_years, notes)
values (:company_id, :id, :number, :name, :user_id, :location_id, :kind, :position, :phone, :email, :languages,
  :hired_on, :province, :experience_years, :notes);

-- name: change_member :exec
-- What is absent stays; an empty text clears.
update crew_member m
set name = coalesce(:name?, m.name),
    user_id = coalesce(:user_id?, m.user_id),
    location_id = coalesce(:location_id?, m.location_id),
    kind = coalesce(:kind?, m.kind),
    position = coalesce(:position?, m.position),
    status = coalesce(:status?, m.status),
    phone = nullif(coalesce(:phone?, m.phone), ''),
    email = nullif(coalesce(:email?, m.email), ''),
    languages = coalesce(:languages?, m.languages),
    experience_years = coalesce(:experience_years?, m.experience_years),
    notes = nullif(coalesce(:notes?, m.notes), '')
where m.company_id = :company_id
  and m.id = :id;

-- name: has_future_work :one
select exists (
  select 1
  from calendar_v_busy b
  where b.company_id = :company_id
    and b.crew_member_id = :id
    and b.ends_at > :now
) as "busy!";

-- name: ability :opt
-- What the test of ability needs to know of a person.
select m.name, m.status, coalesce(l.timezone, c.timezone) as "timezone!"
from crew_member m
join company c on c.id = m.company_id
left join access_v_location l on l.company_id = m.company_id and l.id = m.location_id
where m.company_id = :company_id
  and m.id = :id;
