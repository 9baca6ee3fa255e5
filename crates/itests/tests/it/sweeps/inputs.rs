//! Inputs that get an operation as far as its work: its example, fitted to the rows that are there.

use std::sync::atomic::{AtomicUsize, Ordering};

use engine::module::AnyOperation;
use serde_json::{Value, json};

use super::{Ground, ids};

/// Where one field excludes another: operation, field, the other.
const INSTEAD_OF: &[(&str, &str, &str)] = &[("calendar.schedule.create", "crew_member_id", "equipment_id")];

/// The example with its ids replaced by rows of my company, the `at`-th of each table; rows that belong to the
/// operation's record where there are any.
pub async fn input(ground: &Ground, operation: &dyn AnyOperation, at: usize) -> Value {
    let (spec, mut input) = (operation.spec(), operation.example());
    let fields = ids::of(operation);
    let target = spec.target.and_then(|t| fields.iter().find(|f| f.name() == t.field));
    let record = target.and_then(|t| Some((t.table.as_str(), ground.mine.row(&t.table, at)?)));
    for field in &fields {
        let of_record = match record {
            Some((table, id)) if table != field.table => match ids::read(id) {
                Some(uuid) => ground.schema.child(&ground.owner, &field.table, table, uuid).await,
                None => None,
            },
            _ => None,
        };
        if let Some(id) = of_record.as_ref().or(ground.mine.row(&field.table, at)) {
            field.replace(&mut input, id);
        }
    }
    special(ground, spec.name, at, &mut input).await;
    input
}

/// What examples cannot know: versions, names that are free, rates of the demo's tariff.
async fn special(ground: &Ground, name: &str, at: usize, input: &mut Value) {
    static FREE: AtomicUsize = AtomicUsize::new(0);
    let free = FREE.fetch_add(1, Ordering::Relaxed);
    match name {
        "customers.merge.run" | "customers.merge.preview" => {
            for (who, at) in [("survivor", 2 * at), ("loser", 2 * at + 1)] {
                let id = ground.mine.row("customer", at).expect("a customer");
                input[format!("{who}_id")] = json!(id);
                input[format!("{who}_version")] = json!(version(ground, "customer", id).await);
            }
        }
        // Two customers who have nothing to do with each other yet.
        "customers.relation.add" => {
            for (field, at) in [("id", 2 * at), ("other_id", 2 * at + 1)] {
                input[field] = json!(ground.mine.row("customer", at).expect("a customer"));
            }
            input["kind"] = json!("REFERRED");
        }
        "customers.relation.end" => {
            let standing = "select customer_id, id from customer_relation where company_id = $1 \
                            and state in ('SUGGESTED', 'ACTIVE') order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(standing, &[&ground.mine.id]).await.expect("relations") {
                input["id"] = json!(ids::edge("customer", row.get(0)));
                input["relation_id"] = json!(ids::edge("customer_relation", row.get(1)));
            }
        }
        "calendar.schedule.cancel" => {
            let own =
                "select id from schedule_entry where company_id = $1 and journey_id is null order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(own, &[&ground.mine.id]).await.expect("entries") {
                input["id"] = json!(ids::edge("schedule_entry", row.get(0)));
            }
        }
        "dispatch.step.approve" | "dispatch.step.reject" => {
            let done = "select s.journey_id, s.number from journey_step s \
                        join journey j on j.company_id = s.company_id and j.id = s.journey_id \
                        where s.company_id = $1 and s.status = 'COMPLETED' and j.status <> 'CANCELLED' \
                        order by s.id desc limit 1";
            if let Some(row) = ground.owner.query_opt(done, &[&ground.mine.id]).await.expect("steps") {
                input["id"] = json!(ids::edge("journey", row.get(0)));
                input["number"] = json!(row.get::<_, i32>(1));
            }
        }
        // Which step stands open differs from journey to journey and with the demo's time of day.
        "dispatch.step.skip" => {
            let next = "select s.journey_id, s.number from journey_step s \
                        join journey j on j.company_id = s.company_id and j.id = s.journey_id \
                        where s.company_id = $1 and s.status in ('PENDING', 'IN_PROGRESS') and j.status <> 'CANCELLED' \
                        and not exists (select from journey_step before where before.company_id = s.company_id \
                        and before.journey_id = s.journey_id and before.number < s.number \
                        and before.status not in ('APPROVED', 'SKIPPED')) \
                        order by s.id desc limit 1";
            if let Some(row) = ground.owner.query_opt(next, &[&ground.mine.id]).await.expect("steps") {
                input["id"] = json!(ids::edge("journey", row.get(0)));
                input["number"] = json!(row.get::<_, i32>(1));
            }
        }
        "integrations.import.map" => input["mapping"] = json!(["name", "email"]),
        "sales.assessment.verify_duty" => {
            let read = "select l.assessment_id, d.id from lift_duty d \
                        join lift_requirement l on l.company_id = d.company_id and l.id = d.lift_id \
                        join site_assessment a on a.company_id = l.company_id and a.id = l.assessment_id \
                        where d.company_id = $1 and d.verified_at is null and d.read_by is null and a.state = 'DRAFT' \
                        order by d.id desc limit 1";
            if let Some(row) = ground.owner.query_opt(read, &[&ground.mine.id]).await.expect("duties") {
                input["id"] = json!(ids::edge("site_assessment", row.get(0)));
                input["duty_id"] = json!(ids::edge("lift_duty", row.get(1)));
            }
        }
        "sales.assessment.draw" => {
            let taken = "select a.id, m.id from site_assessment a \
                         join media m on m.company_id = a.company_id and m.owner_id = a.id \
                         where a.company_id = $1 and a.state = 'DRAFT' and m.owner = 'site_assessment' \
                         order by m.id desc limit 1";
            if let Some(row) = ground.owner.query_opt(taken, &[&ground.mine.id]).await.expect("pictures") {
                input["id"] = json!(ids::edge("site_assessment", row.get(0)));
                input["picture_id"] = json!(ids::edge("media", row.get(1)));
            }
        }
        "sales.survey.review" => {
            let sent = "select estimate_id, id from self_survey where company_id = $1 and state = 'SUBMITTED' \
                        order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(sent, &[&ground.mine.id]).await.expect("surveys") {
                input["id"] = json!(ids::edge("estimate", row.get(0)));
                input["survey_id"] = json!(ids::edge("self_survey", row.get(1)));
            }
        }
        "messaging.sequence.leave" => {
            let standing = "select sequence_id, lead_id from sequence_enrolment where company_id = $1 \
                            and state in ('ACTIVE', 'PAUSED') order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(standing, &[&ground.mine.id]).await.expect("enrolments") {
                input["id"] = json!(ids::edge("sequence", row.get(0)));
                input["lead_id"] = json!(ids::edge("lead", row.get(1)));
            }
        }
        "messaging.sequence.enrol" => {
            let free = "select s.id, l.id from lead l join sequence s on s.company_id = l.company_id \
                        where l.company_id = $1 and s.is_active and s.location_id is null and l.status = 'NEW' \
                        and l.quarantined_at is null and not exists (select from sequence_enrolment e \
                        where e.company_id = l.company_id and e.lead_id = l.id and e.state in ('ACTIVE', 'PAUSED')) \
                        order by s.id, l.id limit 1";
            if let Some(row) = ground.owner.query_opt(free, &[&ground.mine.id]).await.expect("leads") {
                input["id"] = json!(ids::edge("sequence", row.get(0)));
                input["lead_id"] = json!(ids::edge("lead", row.get(1)));
            }
        }
        "access.location.create" => input["code"] = json!(format!("N{free}")),
        "quotes.quote.create" | "quotes.quote.price" => {
            input["service_date"] = json!("2030-06-27");
            input["inputs"]["parts"][0]["work"]["basis"]["travel"] = json!({"rule_key": "travel.trip-fee"});
        }
        "quotes.quote.change" => {
            input["service_date"] = json!("2030-06-28");
            input["inputs"] = json!({"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY",
                "movers": 2, "trucks": 1, "labour": {"minutes": 300}, "travel": {"rule_key": "travel.trip-fee"}}}}]});
        }
        // The scope of the only tariff is left alone: quotes of the other sweeps are priced by it.
        "quotes.tariff.change" => {
            input["name"] = json!(format!("Number {free}"));
            for field in ["service_types", "reach"] {
                input.as_object_mut().expect("an object").remove(field);
            }
        }
        "quotes.quote.re_rate" | "quotes.quote.compare_rates" => {
            let priced = "select id from quote where company_id = $1 and status = 'DRAFT' and priced is not null \
                          order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(priced, &[&ground.mine.id]).await.expect("drafts") {
                input["id"] = json!(ids::edge("quote", row.get(0)));
            }
        }
        "quotes.document_template.publish" => {
            let written = "select t.id from document_template t \
                           join document_template_version v on v.company_id = t.company_id \
                           and v.document_template_id = t.id and v.state = 'DRAFT' \
                           where t.company_id = $1 and not exists (select from document_template o \
                           join document_template_version p on p.company_id = o.company_id \
                           and p.document_template_id = o.id and p.state = 'PUBLISHED' \
                           where o.company_id = t.company_id and o.id <> t.id and o.kind is not distinct from t.kind) \
                           order by t.id limit 1";
            if let Some(row) = ground.owner.query_opt(written, &[&ground.mine.id]).await.expect("templates") {
                input["id"] = json!(ids::edge("document_template", row.get(0)));
            }
        }
        "quotes.document_template.retire" => {
            let holds = "select document_template_id from document_template_version \
                         where company_id = $1 and state = 'PUBLISHED' order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(holds, &[&ground.mine.id]).await.expect("templates") {
                input["id"] = json!(ids::edge("document_template", row.get(0)));
            }
        }
        "quotes.document_template.look" => {
            let priced = "select id from quote where company_id = $1 and priced is not null order by id desc limit 1";
            if let Some(row) = ground.owner.query_opt(priced, &[&ground.mine.id]).await.expect("quotes") {
                input["quote_id"] = json!(ids::edge("quote", row.get(0)));
            }
        }
        "quotes.preset.create"
        | "quotes.document_template.create"
        | "quotes.tariff.create"
        | "sales.form.create"
        | "sales.provider.create"
        | "messaging.sequence.create"
        | "messaging.sequence.change"
        | "customers.segment.create"
        | "customers.segment.change" => {
            input["name"] = json!(format!("Number {free}"));
        }
        _ => {}
    }
}

async fn version(ground: &Ground, table: &str, id: &str) -> i64 {
    let text = format!("select version from {table} where id = $1");
    ground.owner.query_one(&text, &[&ids::read(id)]).await.expect("a version").get(0)
}

/// The input without what excludes the field.
pub fn for_field(mut input: Value, operation: &str, field: &str) -> Value {
    let excluded = INSTEAD_OF.iter().find(|(o, f, _)| *o == operation && *f == field);
    if let (Some((_, _, other)), Some(members)) = (excluded, input.as_object_mut()) {
        members.remove(*other);
    }
    input
}
