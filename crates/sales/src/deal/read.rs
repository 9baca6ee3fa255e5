//! One deal.

use engine::{Operation, Spec, TenantTx};
use jiff::ToSpan;
use kernel::{Error, Result, ids::DealId, ids::QuoteId, money::Money};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{DealCard, DealDetail, Machine, Scheduling, age_days, is_late, money, stage_of, store, sums::weighted};

/// Reads a deal with its quotes, its way and, once sold, what its work starts from.
#[derive(Deserialize, JsonSchema)]
pub struct ReadDeal {
    pub id: DealId,
}

impl Operation for ReadDeal {
    type Output = DealDetail;
    const SPEC: Spec = Spec::read("sales.deal.read", "/deals/{id}")
        .summary("One deal with its quotes and its way through the pipeline.")
        .permission("deal", "VIEW")
        .on("deal", "id");

    async fn run(self, tx: &TenantTx) -> Result<DealDetail> {
        detail(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "dea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

/// The classes and quantities of a quote's machines.
fn machines(stored: &Value) -> Vec<Machine> {
    let machine = |value: &Value| {
        let class = value.get("class")?.as_str()?.to_owned();
        Some(Machine { class, quantity: value.get("quantity").and_then(Value::as_i64).unwrap_or(1) })
    };
    stored.as_array().into_iter().flatten().filter_map(machine).collect()
}

/// Start from the quote, end start and days, machines from the quote (SAL-19).
fn scheduled(row: store::SchedulingRow, days: Option<i32>) -> Result<Scheduling> {
    let end = row.service_date.checked_add(i64::from(days.unwrap_or(1)).days()).map_err(Error::internal)?;
    Ok(Scheduling {
        quote_id: row.quote_id,
        start: row.service_date,
        end,
        machines: machines(&row.machines),
        job_id: row.job_id,
        job_number: row.job_number,
    })
}

/// The whole deal.
pub async fn detail(tx: &TenantTx, id: DealId) -> Result<DealDetail> {
    let row = store::row(tx, id).await?;
    let (quotes, changes, scheduling) =
        futures::try_join!(store::quotes(tx, id), store::changes(tx, id), store::scheduling(tx, id))?;
    let age_days = age_days(row.stage_since, tx.now(), &row.timezone);
    let value = money(row.value_minor, &row.currency)?;
    let card = DealCard {
        id: row.id,
        number: row.number,
        title: row.title,
        pipeline_id: row.pipeline_id,
        stage_id: row.stage_id,
        stage: stage_of(&row.stage)?,
        stage_name_en: row.stage_name_en,
        stage_name_fr: row.stage_name_fr,
        stage_since: row.stage_since,
        age_days,
        is_late: is_late(row.closed_at.is_some(), age_days, row.age_limit_days),
        lead_id: row.lead_id,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        value,
        value_source: row.value_source,
        probability: row.probability,
        expected_close: row.expected_close,
        machine_class: row.machine_class,
        start_date: row.start_date,
        closed_at: row.closed_at,
        created_at: row.created_at,
        version: row.version,
    };
    Ok(DealDetail {
        card,
        pipeline_name_en: row.pipeline_name_en,
        pipeline_name_fr: row.pipeline_name_fr,
        age_limit_days: row.age_limit_days,
        lead_number: row.lead_number,
        value_fixed: row.value_fixed,
        value_quote_id: row.value_quote_id.map(QuoteId::from_uuid),
        weighted: Money::new(weighted([(row.value_minor, row.probability)])?, value.currency()),
        probability_by_hand: row.probability_by_hand,
        source: row.source,
        days: row.days,
        competitor: row.competitor,
        notes: row.notes,
        won_reason: row.won_reason,
        lost_reason: row.lost_reason,
        updated_at: row.updated_at,
        quotes,
        changes,
        scheduling: scheduling.map(|s| scheduled(s, row.days)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_19_scheduling_starts_with_the_quote_and_ends_days_later() {
        let row = store::SchedulingRow {
            quote_id: QuoteId::from_uuid(uuid::Uuid::nil()),
            service_date: "2026-05-30".parse().expect("a day"),
            machines: json!([{"part": "crane", "class": "TC-70", "quantity": 2}]),
            job_id: None,
            job_number: None,
        };
        let it = scheduled(row, Some(5)).expect("a plan");
        assert_eq!((it.start.to_string(), it.end.to_string()), ("2026-05-30".into(), "2026-06-04".into()));
        assert_eq!(it.machines, [Machine { class: "TC-70".into(), quantity: 2 }]);
    }
}
