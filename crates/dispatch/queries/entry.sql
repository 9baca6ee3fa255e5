-- name: insert_entry :exec
insert into journey_entry (company_id, id, journey_id, type, text, tag, data, by_user, by_name, occurred_at, received_at)
values (:company_id, :id, :journey_id, :type, :text, :tag, :data, :by_user, :by_name, :occurred_at, :now);

-- name: entries_of :many
select e.id, e.journey_id, e.type, e.text, e.tag, e.data, e.by_name, e.occurred_at
from journey_entry e
where e.company_id = :company_id
  and e.journey_id = any(:journeys)
order by e.occurred_at, e.id
limit 2000;

-- name: insert_point :exec
insert into gps_point (company_id, id, journey_id, user_id, at, received_at, latitude_micro, longitude_micro, accuracy_m,
  speed_kmh, doubt)
values (:company_id, :id, :journey_id, :user_id, :at, :now, :latitude_micro, :longitude_micro, :accuracy_m,
  :speed_kmh, :doubt);

-- name: last_point :many
select p.at, p.latitude_micro, p.longitude_micro
from gps_point p
where p.company_id = :company_id
  and p.journey_id = :journey_id
  and p.doubt is null
order by p.at desc
limit 1;
