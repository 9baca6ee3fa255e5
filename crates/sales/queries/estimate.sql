-- name: estimate_by_id :opt
select e.id, e.number, e.estimate_version, e.parent_id, e.is_newest, e.lead_id, l.number as "lead_number?",
       coalesce(l.full_name, c.display_name) as "name?", e.customer_id, e.location_id, o.name as "location_name?",
       e.assigned_to, u.name as "assigned_name?", e.language, e.state, e.locked_at, e.method, e.counts_as_survey,
       e.surveyed_at, e.service_type, e.load_percent, e.unload_percent, e.needs_truck, e.density_centi_lb, e.move_size,
       e.preset_cuft, e.driving_minutes, e.distance_km, e.typed, e.typed_reason, e.notes, e.formula_id, e.history,
       e.outputs, e.hand_over, e.unsettled_prohibited, e.unvalued, e.quote_id, e.created_at, e.updated_at, e.version
from estimate e
left join lead l on l.company_id = e.company_id and l.id = e.lead_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
left join access_v_location o on o.company_id = e.company_id and o.id = e.location_id
left join access_v_user u on u.company_id = e.company_id and u.id = e.assigned_to
where e.company_id = :company_id
  and e.id = :id;

-- name: estimate_list :list
-- row: EstimateLineRow
-- resource: estimate e
-- sort: created_at desc = e.created_at
-- filter: lead_id = e.lead_id id:lead, customer_id = e.customer_id id:customer, location_id = e.location_id id:location, state = e.state text, is_newest = e.is_newest bool
select e.id, e.number, e.estimate_version, e.is_newest, e.lead_id, e.customer_id,
       coalesce(l.full_name, c.display_name) as "name?", e.location_id, o.name as "location_name?", e.state, e.method,
       e.mode, e.service_type, e.volume_cuft, e.weight_lb, e.movers, e.trucks, e.minutes, e.unsettled_prohibited,
       e.quote_id, e.created_at, e.updated_at, e.version
from estimate e
left join lead l on l.company_id = e.company_id and l.id = e.lead_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
left join access_v_location o on o.company_id = e.company_id and o.id = e.location_id
where e.company_id = :company_id;

-- name: customer_of :opt
select c.id, c.display_name, c.location_id, c.assigned_to, c.language, c.status
from customers_v_card c
where c.company_id = :company_id
  and c.id = :id;

-- name: insert_estimate :exec
insert into estimate (company_id, id, number, estimate_version, parent_id, lead_id, customer_id, location_id, assigned_to,
  language, method, counts_as_survey, surveyed_at, service_type, load_percent, unload_percent, needs_truck,
  density_centi_lb, move_size, preset_cuft, driving_minutes, distance_km, typed, typed_reason, notes)
values (:company_id, :id, :number, :estimate_version, :parent_id, :lead_id, :customer_id, :location_id, :assigned_to,
  :language, :method, :counts_as_survey, :surveyed_at, :service_type, :load_percent, :unload_percent, :needs_truck,
  :density_centi_lb, :move_size, :preset_cuft, :driving_minutes, :distance_km, :typed, :typed_reason, :notes);

-- name: set_head :exec
update estimate
set method = :method,
    counts_as_survey = :counts_as_survey,
    surveyed_at = :surveyed_at,
    service_type = :service_type,
    load_percent = :load_percent,
    unload_percent = :unload_percent,
    needs_truck = :needs_truck,
    density_centi_lb = :density_centi_lb,
    move_size = :move_size,
    preset_cuft = :preset_cuft,
    driving_minutes = :driving_minutes,
    distance_km = :distance_km,
    typed = :typed,
    typed_reason = :typed_reason,
    notes = :notes
where company_id = :company_id
  and id = :id;

-- name: set_outputs :exec
update estimate
set formula_id = :formula_id,
    history = :history,
    mode = :mode,
    volume_cuft = :volume_cuft,
    weight_lb = :weight_lb,
    movers = :movers,
    trucks = :trucks,
    minutes = :minutes,
    outputs = :outputs,
    hand_over = :hand_over,
    unsettled_prohibited = :unsettled_prohibited,
    unvalued = :unvalued
where company_id = :company_id
  and id = :id;

-- name: set_locked :exec
update estimate
set state = 'LOCKED',
    locked_at = :now
where company_id = :company_id
  and id = :id;

-- name: set_quote :exec
update estimate
set quote_id = :quote_id
where company_id = :company_id
  and id = :id;

-- name: set_superseded :exec
update estimate
set is_newest = false
where company_id = :company_id
  and number = :number;

-- name: last_version :one
select coalesce(max(e.estimate_version), 0) as "estimate_version!"
from estimate e
where e.company_id = :company_id
  and e.number = :number;

-- name: of_quote :opt
select e.id
from estimate e
where e.company_id = :company_id
  and e.quote_id = :quote_id
order by e.created_at desc, e.id
limit 1;

-- name: newest_of_lead :opt
-- The lead's newest estimate.
select e.id, e.quote_id
from estimate e
where e.company_id = :company_id
  and e.lead_id = :lead_id
  and e.is_newest
order by e.created_at desc, e.id
limit 1;

-- name: lock_estimate :opt
select e.state
from estimate e
where e.company_id = :company_id
  and e.id = :id
for update;
