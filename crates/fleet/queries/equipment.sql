-- name: equipment_list :list
-- row: EquipmentRow
-- resource: equipment e
-- sort: number = e.number, name = e.name, status = e.status
-- filter: status = e.status text, type = e.type text, category = e.category text, location_id = e.location_id id:location
select e.id, e.number, e.name, e.type, e.category, e.class, e.owner_kind, e.status, e.plate, e.serial,
       e.manufactured_year, e.capacity_cuft, e.payload_kg, e.max_lift_kg, e.boom_m, e.unladen_kg,
       e.odometer_km, e.engine_hours, e.rate_hour, e.rate_day, e.rate_month, e.running_cost_km, e.currency,
       e.location_id, e.notes, v.blocked_after, e.version
from equipment e
join fleet_v_equipment v on v.company_id = e.company_id and v.id = e.id
where e.company_id = :company_id;

-- name: equipment_by_id :opt
-- row: EquipmentRow
select e.id, e.number, e.name, e.type, e.category, e.class, e.owner_kind, e.status, e.plate, e.serial,
       e.manufactured_year, e.capacity_cuft, e.payload_kg, e.max_lift_kg, e.boom_m, e.unladen_kg,
       e.odometer_km, e.engine_hours, e.rate_hour, e.rate_day, e.rate_month, e.running_cost_km, e.currency,
       e.location_id, e.notes, v.blocked_after, e.version
from equipment e
join fleet_v_equipment v on v.company_id = e.company_id and v.id = e.id
where e.company_id = :company_id
  and e.id = :id;

-- name: insert_equipment :exec
insert into equipment (company_id, id, number, name, type, category, class, owner_kind, plate, serial,
  manufactured_year, capacity_cuft, payload_kg, max_lift_kg, boom_m, unladen_kg, odometer_km, engine_hours,
  rate_hour, rate_day, rate_month, running_cost_km, currency, location_id, notes)
values (:company_id, :id, :number, :name, :type, :category, :class, :owner_kind, :plate, :serial,
  :manufactured_year, :capacity_cuft, :payload_kg, :max_lift_kg, :boom_m, :unladen_kg, :odometer_km, :engine_hours,
  :rate_hour, :rate_day, :rate_month, :running_cost_km, :currency, :location_id, :notes);

-- name: change_equipment :exec
-- What is absent stays; an empty text clears.
update equipment e
set name = coalesce(:name?, e.name),
    category = nullif(coalesce(:category?, e.category), ''),
    class = nullif(coalesce(:class?, e.class), ''),
    status = coalesce(:status?, e.status),
    plate = nullif(coalesce(:plate?, e.plate), ''),
    serial = nullif(coalesce(:serial?, e.serial), ''),
    capacity_cuft = coalesce(:capacity_cuft?, e.capacity_cuft),
    payload_kg = coalesce(:payload_kg?, e.payload_kg),
    max_lift_kg = coalesce(:max_lift_kg?, e.max_lift_kg),
    odometer_km = coalesce(:odometer_km?, e.odometer_km),
    engine_hours = coalesce(:engine_hours?, e.engine_hours),
    rate_hour = coalesce(:rate_hour?, e.rate_hour),
    rate_day = coalesce(:rate_day?, e.rate_day),
    rate_month = coalesce(:rate_month?, e.rate_month),
    running_cost_km = coalesce(:running_cost_km?, e.running_cost_km),
    location_id = coalesce(:location_id?, e.location_id),
    notes = nullif(coalesce(:notes?, e.notes), '')
where e.company_id = :company_id
  and e.id = :id;

-- name: readiness :opt
-- What the test of readiness needs to know of a machine.
select e.name, e.status, coalesce(l.timezone, c.timezone) as "timezone!"
from equipment e
join company c on c.id = e.company_id
left join access_v_location l on l.company_id = e.company_id and l.id = e.location_id
where e.company_id = :company_id
  and e.id = :id;

-- name: has_future_work :one
select exists (
  select 1
  from calendar_v_busy b
  where b.company_id = :company_id
    and b.equipment_id = :id
    and b.ends_at > :now
) as "busy!";

-- name: company_currency :one
select c.currency
from company c
where c.id = :company_id;
