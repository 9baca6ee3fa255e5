-- name: rule_of :opt
-- What a location sends on a day of the week.
select r.id, r.trucks, r.movers, r.reserve_percent
from capacity_rule r
where r.company_id = :company_id
  and r.location_id = :location_id
  and r.weekday = :weekday;

-- name: rules_of :many
select r.id, r.weekday, r.trucks, r.movers, r.reserve_percent, r.version
from capacity_rule r
where r.company_id = :company_id
  and r.location_id = :location_id
order by r.weekday
limit 7;

-- name: put_rule :exec
insert into capacity_rule (company_id, id, location_id, weekday, trucks, movers, reserve_percent)
values (:company_id, :id, :location_id, :weekday, :trucks, :movers, :reserve_percent)
on conflict (company_id, location_id, weekday) do update
set trucks = excluded.trucks,
    movers = excluded.movers,
    reserve_percent = excluded.reserve_percent;

-- name: drop_rules :exec
-- Days nobody counts any more.
delete from capacity_rule r
where r.company_id = :company_id
  and r.location_id = :location_id
  and r.weekday = any(:weekdays);

-- name: open_day :exec
insert into capacity_day (company_id, id, location_id, day)
values (:company_id, :id, :location_id, :day)
on conflict (company_id, location_id, day) do nothing;

-- name: lock_day :opt
-- Whoever counts and reserves waits for those before.
select d.id
from capacity_day d
where d.company_id = :company_id
  and d.location_id = :location_id
  and d.day = :day
for update;

-- name: taken_of_days :many
-- What is held and confirmed of each day, an outdated hold not counted.
select b.day, sum(b.trucks)::bigint as "trucks!", sum(b.movers)::bigint as "movers!"
from booking b
where b.company_id = :company_id
  and b.location_id = :location_id
  and b.day >= :from_day
  and b.day <= :to_day
  and b.quote_id is distinct from :besides
  and (b.state = 'CONFIRMED' or (b.state = 'HELD' and b.held_until > :now))
group by b.day
order by b.day
limit 400;

-- name: insert_booking :exec
insert into booking (company_id, id, location_id, quote_id, title, day, trucks, movers, state, held_until)
values (:company_id, :id, :location_id, :quote_id, :title, :day, :trucks, :movers, :state, :held_until);

-- name: newest_of_quote :opt
select b.id, b.location_id, b.title, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason
from booking b
where b.company_id = :company_id
  and b.quote_id = :quote_id
order by b.created_at desc, b.id desc
limit 1;

-- name: set_kept :exec
update booking b
set state = :state,
    held_until = :held_until
where b.company_id = :company_id
  and b.id = :id
  and b.state in ('HELD', 'CONFIRMED');

-- name: end_of_quote :exec
update booking b
set state = 'CANCELLED',
    held_until = null,
    end_reason = :reason
where b.company_id = :company_id
  and b.quote_id = :quote_id
  and b.state in ('HELD', 'CONFIRMED');

-- name: due_bookings :many
select b.id, b.quote_id, b.location_id
from booking b
where b.company_id = :company_id
  and b.state = 'HELD'
  and b.held_until <= :now
order by b.held_until, b.id
limit 200
for update skip locked;

-- name: end_booking :exec
update booking b
set state = 'CANCELLED',
    held_until = null,
    end_reason = :reason
where b.company_id = :company_id
  and b.id = :id
  and b.state = 'HELD';

-- name: quote_of_job :opt
select j.quote_id
from dispatch_v_job j
where j.company_id = :company_id
  and j.id = :id;

-- name: booking_list :list
-- resource: booking b
-- sort: day = b.day
-- filter: state = b.state text, location_id = b.location_id id:location, day = b.day date, quote_id = b.quote_id id:quote
select b.id, b.location_id, b.quote_id, b.title, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason,
       b.version
from booking b
where b.company_id = :company_id;
