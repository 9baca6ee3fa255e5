//! The board of deals: columns of a pipeline with count, sum and weighted sum (SAL-20).

use engine::{Operation, Spec, TenantTx};
use jiff::SignedDuration;
use kernel::{
    Error, Result,
    ids::{LocationId, PipelineId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    DealCard, store,
    sums::{Sum, together},
};
use crate::{
    pipeline::{self, Pipeline, StageLine, list::shipped},
    rates::{self, CompanySum, in_company_currency},
};

/// Days after which a won or lost deal leaves the board.
const CLOSED_DAYS: i64 = 7;
/// What stands for the company's default pipeline in the path.
const STANDARD: &str = "standard";

/// Reads the board of a pipeline.
#[derive(Deserialize, JsonSchema)]
pub struct ReadDealBoard {
    /// A pipeline's id, or `standard` for the company's default one.
    pub pipeline: String,
    pub assigned_to: Option<UserId>,
    pub location_id: Option<LocationId>,
}

#[derive(Serialize, JsonSchema)]
pub struct DealBoard {
    pub pipeline: Pipeline,
    pub columns: Vec<DealColumn>,
    /// Of the open columns together, by currency.
    pub open: Vec<Sum>,
    /// The same in the company's currency at the day's rate.
    pub open_in_company: CompanySum,
}

/// One column: counts and sums over all its cards, and the fifty that moved last.
#[derive(Serialize, JsonSchema)]
pub struct DealColumn {
    pub stage: StageLine,
    pub count: i64,
    pub sums: Vec<Sum>,
    /// The sums together in the company's currency at the day's rate.
    pub in_company: CompanySum,
    pub items: Vec<DealCard>,
}

impl Operation for ReadDealBoard {
    type Output = DealBoard;
    const SPEC: Spec = Spec::read("sales.deal.board", "/boards/{pipeline}")
        .summary("Deals by stage: counts and sums over all matching cards, the fifty of each that moved last.")
        .permission("deal", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<DealBoard> {
        let id = if self.pipeline == STANDARD {
            pipeline::store::default(tx).await?
        } else {
            Some(PipelineId::parse(&self.pipeline).ok_or_else(|| Error::not_found("pipeline"))?)
        };
        let reach = tx.caller().permissions().reach("deal", "VIEW", tx.now());
        let (Some(id), Some(reach)) = (id, reach) else {
            let company = store::company(tx).await?;
            let pipeline = shipped(&company.industry);
            let nothing = in_company_currency(&[], company.currency.parse().map_err(Error::internal)?, &[])?;
            let empty = |stage: &StageLine| DealColumn {
                stage: stage.clone(),
                count: 0,
                sums: vec![],
                in_company: nothing.clone(),
                items: vec![],
            };
            let columns = pipeline.stages.iter().map(empty).collect();
            return Ok(DealBoard { pipeline, columns, open: vec![], open_in_company: nothing });
        };
        let row = pipeline::store::row(tx, id).await?;
        let of = store::BoardOf {
            pipeline: id,
            since: tx.now() - SignedDuration::from_hours(24 * CLOSED_DAYS),
            reach: &reach,
            assigned_to: self.assigned_to,
            location: self.location_id,
        };
        let (stages, totals, mut cards, (currency, rates)) = futures::try_join!(
            pipeline::store::stages(tx, id),
            store::column_totals(tx, &of),
            store::column_cards(tx, &of),
            rates::store::today(tx)
        )?;
        let mut columns = Vec::with_capacity(stages.len());
        for stage in &stages {
            let (items, rest) = std::mem::take(&mut cards).into_iter().partition(|c| c.stage_id == stage.id);
            cards = rest;
            let mine = totals.iter().filter(|t| t.stage_id == stage.id);
            let sums: Vec<Sum> =
                mine.map(|t| Sum::of(&t.currency, t.cards, t.value_minor, t.weighted)).collect::<Result<_>>()?;
            let count = sums.iter().map(|s| s.count).sum();
            let in_company = in_company_currency(&sums, currency, &rates)?;
            columns.push(DealColumn { stage: pipeline::list::line(stage, None)?, count, sums, in_company, items });
        }
        let open = together(columns.iter().filter(|c| c.stage.base.is_open()).flat_map(|c| &c.sums))?;
        let open_in_company = in_company_currency(&open, currency, &rates)?;
        let pipeline = Pipeline {
            id: Some(row.id),
            name_en: row.name_en,
            name_fr: row.name_fr,
            industry: row.industry,
            is_default: row.is_default,
            is_active: row.is_active,
            stages: columns.iter().map(|c| c.stage.clone()).collect(),
            closed_deals: None,
            version: row.version,
        };
        Ok(DealBoard { pipeline, columns, open, open_in_company })
    }

    fn example() -> Value {
        json!({"pipeline": "standard"})
    }
}
