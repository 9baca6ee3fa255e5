-- name: assessment_by_id :opt
select a.id, a.number, a.state, a.lead_id, l.number as "lead_number?", a.deal_id, d.number as "deal_number?",
       a.customer_id, c.display_name as "customer_name?", a.location_id, o.name as "location_name?",
       coalesce(o.timezone, co.timezone) as "timezone!", a.assigned_to, u.name as "assigned_name?", a.title, a.site,
       a.ground, a.access, a.notes, a.open_stoppers, a.signed_at, s.name as "signed_name?", a.valid_until,
       a.superseded_at, a.created_at, a.updated_at, a.version
from site_assessment a
join company co on co.id = a.company_id
left join lead l on l.company_id = a.company_id and l.id = a.lead_id
left join deal d on d.company_id = a.company_id and d.id = a.deal_id
left join customers_v_card c on c.company_id = a.company_id and c.id = a.customer_id
left join access_v_location o on o.company_id = a.company_id and o.id = a.location_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
left join access_v_user s on s.company_id = a.company_id and s.id = a.signed_by
where a.company_id = :company_id
  and a.id = :id;

-- name: assessment_list :list
-- row: AssessmentLineRow
-- resource: site_assessment a
-- sort: created_at desc = a.created_at, number = a.number
-- filter: state = a.state text, lead_id = a.lead_id id:lead, deal_id = a.deal_id id:deal, customer_id = a.customer_id id:customer, location_id = a.location_id id:location, assigned_to = a.assigned_to id:app_user
select a.id, a.number, a.state, a.lead_id, a.deal_id, a.customer_id, a.location_id, o.name as "location_name?",
       a.assigned_to, u.name as "assigned_name?", a.title, a.site, a.open_stoppers, a.signed_at, a.valid_until,
       a.superseded_at, a.created_at, a.version
from site_assessment a
left join access_v_location o on o.company_id = a.company_id and o.id = a.location_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = :company_id;

-- name: insert_assessment :exec
insert into site_assessment (company_id, id, number, lead_id, deal_id, customer_id, location_id, assigned_to, title, site,
  ground, access, notes)
values (:company_id, :id, :number, :lead_id, :deal_id, :customer_id, :location_id, :assigned_to, :title, :site, :ground,
  :access, :notes);

-- name: change_assessment :exec
-- What is absent stays; an empty text clears.
update site_assessment a
set title = coalesce(:title?, a.title),
    site = coalesce(:site?, a.site),
    assigned_to = coalesce(:assigned_to?, a.assigned_to),
    ground = nullif(coalesce(:ground?, a.ground), ''),
    access = nullif(coalesce(:access?, a.access), ''),
    notes = nullif(coalesce(:notes?, a.notes), '')
where a.company_id = :company_id
  and a.id = :id;

-- name: constraints_of :many
select k.id, k.kind, k.severity, k.note, k.no_lines, k.line_kv, k.distance_cm, k.resolved_at, u.name as "resolved_name?",
       k.resolution
from assessment_constraint k
left join access_v_user u on u.company_id = k.company_id and u.id = k.resolved_by
where k.company_id = :company_id
  and k.assessment_id = :assessment_id
order by k.kind
limit 20;

-- name: put_constraint :exec
-- A changed answer has to be resolved anew.
insert into assessment_constraint (company_id, id, assessment_id, kind, severity, note, no_lines, line_kv, distance_cm)
values (:company_id, :id, :assessment_id, :kind, :severity, :note, :no_lines, :line_kv, :distance_cm)
on conflict (company_id, assessment_id, kind) do update
set severity = excluded.severity,
    note = excluded.note,
    no_lines = excluded.no_lines,
    line_kv = excluded.line_kv,
    distance_cm = excluded.distance_cm,
    resolved_at = null,
    resolved_by = null,
    resolution = null;

-- name: remove_constraints :exec
delete from assessment_constraint
where company_id = :company_id
  and assessment_id = :assessment_id
  and kind <> all (:kept);

-- name: resolve_constraint :exec
update assessment_constraint
set resolved_at = :now,
    resolved_by = :by!,
    resolution = :resolution!
where company_id = :company_id
  and assessment_id = :assessment_id
  and kind = :kind;

-- name: set_stoppers :exec
update site_assessment
set open_stoppers = :open_stoppers
where company_id = :company_id
  and id = :id;

-- name: sign_assessment :exec
update site_assessment
set state = 'SIGNED',
    signed_at = :now,
    signed_by = :by,
    valid_until = :valid_until!,
    valid_before = :valid_before!
where company_id = :company_id
  and id = :id;

-- name: supersede_assessments :exec
-- Those that were signed before for the same lead or deal.
update site_assessment
set superseded_at = :now
where company_id = :company_id
  and id <> :id
  and state <> 'DRAFT'
  and superseded_at is null
  and (lead_id = :lead_id! or deal_id = :deal_id!);

-- name: assessments_over :many
select a.id, a.number, a.location_id
from site_assessment a
where a.company_id = :company_id
  and a.state = 'SIGNED'
  and a.valid_before <= :now
order by a.valid_before, a.id
limit 500
for update skip locked;

-- name: expire_assessment :exec
update site_assessment
set state = 'EXPIRED'
where company_id = :company_id
  and id = :id;

-- name: pictures_of :many
-- Pictures of the site by what they show; those that turned out to be other bytes are none.
select m.id, m.purpose, m.state, m.content_type, m.taken_at, d.marks as "marks?"
from capture_v_media m
left join assessment_drawing d on d.company_id = m.company_id and d.picture_id = m.id
where m.company_id = :company_id
  and m.owner_id = :assessment_id!
  and m.owner = 'site_assessment'
  and m.kind = 'PHOTO'
  and m.state <> 'FAILED'
order by m.taken_at, m.id
limit 200;

-- name: lifts_of :many
-- row: LiftRow
select f.id, f.lift_number, f.name, f.load_kg, f.rigging_kg, f.block_kg, f.radius_cm, f.height_cm, f.obstacles, f.picks
from lift_requirement f
where f.company_id = :company_id
  and f.assessment_id = :assessment_id
order by f.lift_number, f.id
limit 100;

-- name: insert_lift :exec
insert into lift_requirement (company_id, id, assessment_id, lift_number, name, load_kg, rigging_kg, block_kg, radius_cm,
  height_cm, obstacles, picks)
values (:company_id, :id, :assessment_id, :lift_number, :name, :load_kg, :rigging_kg, :block_kg, :radius_cm, :height_cm,
  :obstacles, :picks);

-- name: change_lift :exec
update lift_requirement
set lift_number = :lift_number,
    name = :name,
    load_kg = :load_kg,
    rigging_kg = :rigging_kg,
    block_kg = :block_kg,
    radius_cm = :radius_cm,
    height_cm = :height_cm,
    obstacles = :obstacles,
    picks = :picks
where company_id = :company_id
  and id = :id;

-- name: remove_duties :exec
delete from lift_duty
where company_id = :company_id
  and lift_id = any (:lifts);

-- name: remove_lifts :exec
delete from lift_requirement
where company_id = :company_id
  and id = any (:lifts);

-- name: duties_of :many
-- The duties that were read for the lifts of an assessment.
select y.id, y.lift_id, y.equipment_id, e.number as "machine_number!", e.name as "machine_name!", e.class,
       y.configuration, y.chart_radius_cm, y.chart_boom_cm, y.duty_kg, y.source, y.read_by, r.name as "read_name?",
       y.verified_at, v.name as "verified_name?"
from lift_requirement f
join lift_duty y on y.company_id = f.company_id and y.lift_id = f.id
join fleet_v_equipment e on e.company_id = y.company_id and e.id = y.equipment_id
left join access_v_user r on r.company_id = y.company_id and r.id = y.read_by
left join access_v_user v on v.company_id = y.company_id and v.id = y.verified_by
where f.company_id = :company_id
  and f.assessment_id = :assessment_id
order by y.lift_id, y.duty_kg desc, y.id
limit 1000;

-- name: put_duty :exec
-- Read again, it has to be verified again.
insert into lift_duty (company_id, id, lift_id, equipment_id, configuration, chart_radius_cm, chart_boom_cm, duty_kg,
  source, read_by)
values (:company_id, :id, :lift_id, :equipment_id, :configuration, :chart_radius_cm, :chart_boom_cm, :duty_kg, :source,
  :read_by)
on conflict (company_id, lift_id, equipment_id) do update
set configuration = excluded.configuration,
    chart_radius_cm = excluded.chart_radius_cm,
    chart_boom_cm = excluded.chart_boom_cm,
    duty_kg = excluded.duty_kg,
    source = excluded.source,
    read_by = excluded.read_by,
    verified_at = null,
    verified_by = null;

-- name: verify_duty :exec
update lift_duty
set verified_at = :now,
    verified_by = :by!
where company_id = :company_id
  and id = :id;

-- name: crane :opt
select e.id
from fleet_v_equipment e
where e.company_id = :company_id
  and e.id = :id
  and e.type = 'CRANE'
  and e.status not in ('RETIRED', 'SOLD');

-- name: cranes :many
-- The company's cranes, by name.
select e.id, e.number, e.name, e.class
from fleet_v_equipment e
where e.company_id = :company_id
  and e.type = 'CRANE'
  and e.status not in ('RETIRED', 'SOLD')
  and (:location_id?::uuid is null or e.location_id = :location_id?)
order by e.name, e.id
limit 200;

-- name: verified_rows :many
-- Rows of the machines' own charts, read and verified by two people, that reach as far and as high.
select y.equipment_id, y.configuration, y.chart_radius_cm, y.chart_boom_cm, y.duty_kg, y.source
from lift_duty y
where y.company_id = :company_id
  and y.equipment_id = any (:machines)
  and y.verified_at is not null
  and y.chart_radius_cm >= :radius_cm
  and y.chart_boom_cm >= :boom_cm
order by y.equipment_id, y.chart_radius_cm, y.chart_boom_cm, y.duty_kg, y.id
limit 2000;

-- name: picture_of_site :opt
select m.content_type, m.object_key
from capture_v_media m
where m.company_id = :company_id
  and m.owner_id = :assessment_id!
  and m.owner = 'site_assessment'
  and m.id = :picture_id;

-- name: put_drawing :exec
insert into assessment_drawing (company_id, id, assessment_id, picture_id, marks)
values (:company_id, :id, :assessment_id, :picture_id, :marks)
on conflict (company_id, picture_id) do update
set marks = excluded.marks;
