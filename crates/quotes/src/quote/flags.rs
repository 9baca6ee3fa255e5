//! What stands in the way of sending.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Error, ErrorKind, Result, ids::QuoteId, money::Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    estimate::prohibited,
    reckon::{Request, reckoned},
    store,
};
use crate::{
    pricing::{
        Priced,
        validator::{Flag, FlagLevel},
    },
    words,
};

/// Runs the validator on a quote as of today (QUO-36).
#[derive(Deserialize, JsonSchema)]
pub struct ReadFlags {
    pub id: QuoteId,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// `P01` to `P16`, or the reason why there is no price.
    pub code: String,
    pub level: FlagLevel,
    /// The part, line or field it is about; empty for the quote.
    pub subject: String,
    pub reason: String,
    pub message: String,
}

impl Finding {
    pub fn of(flag: &Flag) -> Self {
        Self {
            code: format!("{:?}", flag.code),
            level: flag.level,
            subject: flag.subject.clone(),
            reason: flag.reason.clone(),
            message: match &flag.detail {
                Some(detail) => format!("{} {detail}", words::finding(&flag.reason)),
                None => words::finding(&flag.reason),
            },
        }
    }
}

/// BLOCK cannot be sent; APPROVAL is sent only by those who may approve (QUO-36, QUO-38).
pub fn may_send(priced: &Priced, may_approve: bool) -> Result<()> {
    let of = |level: FlagLevel| -> Vec<Finding> {
        priced.flags.iter().filter(|f| f.level == level).map(Finding::of).collect()
    };
    let sentence = |found: &[Finding]| found.iter().map(|f| f.message.as_str()).collect::<Vec<_>>().join(" ");
    let blocks = of(FlagLevel::Block);
    if !blocks.is_empty() {
        return Err(Error::conflict("QUOTE_BLOCKED", format!("This quote cannot be sent: {}", sentence(&blocks)))
            .with_data(json!({ "flags": blocks })));
    }
    let asked = of(FlagLevel::Approval);
    if !asked.is_empty() && !may_approve {
        return Err(Error::conflict("NEEDS_APPROVAL", format!("This quote needs approval: {}", sentence(&asked)))
            .with_data(json!({ "flags": asked, "permission": "quote:APPROVE" })));
    }
    Ok(())
}

/// What the sender's right to approve is tested on.
pub fn facts(row: &store::Row, tx: &TenantTx) -> RowFacts {
    let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
    RowFacts { location: Some(row.location_id), mine, record: Value::Null }
}

/// The findings and whether the caller may send.
#[derive(Serialize, JsonSchema)]
pub struct Findings {
    pub flags: Vec<Finding>,
    pub may_send: bool,
}

impl Operation for ReadFlags {
    type Output = Findings;
    const SPEC: Spec = Spec::read("quotes.quote.flags", "/quotes/{id}/flags")
        .summary("What the validator says of a quote today.")
        .permission("quote", "VIEW")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Findings> {
        let row = store::row(tx, self.id).await?;
        let stored = row.priced()?;
        if let (Some(priced), Err(_)) = (&stored, row.status()?.require_draft()) {
            return Ok(Findings { flags: priced.flags.iter().map(Finding::of).collect(), may_send: false });
        }
        let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
        let cost =
            row.planned_cost_minor.map(|minor| Ok::<_, Error>(Money::new(minor, row.currency()?))).transpose()?;
        let stops = row.stops()?;
        let request = Request {
            kind: row.kind()?,
            inputs: &row.inputs,
            location: row.location_id,
            around: &around,
            service_date: row.service_date,
            stops: &stops,
            tariff: None,
            planned_cost: cost,
        };
        match reckoned(tx, &request).await {
            Ok(now) => {
                let may_approve = tx.may("quote", "APPROVE", &facts(&row, tx));
                let prohibited = prohibited(tx, &row).await?;
                Ok(Findings {
                    may_send: prohibited.is_none() && may_send(&now.priced, may_approve).is_ok(),
                    flags: prohibited.into_iter().chain(now.priced.flags.iter().map(Finding::of)).collect(),
                })
            }
            Err(e) if e.kind == ErrorKind::Invalid => {
                let flags = e.problems.into_iter().map(|p| Finding {
                    code: p.code,
                    level: FlagLevel::Block,
                    subject: p.field,
                    reason: "quote.not_priced".into(),
                    message: p.message,
                });
                Ok(Findings { flags: flags.collect(), may_send: false })
            }
            Err(e) => Err(e),
        }
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::validator::FlagCode;

    fn priced(flags: Vec<Flag>) -> Priced {
        let money = json!({"amount": "1.00", "currency": "CAD"});
        let node = json!({"label": "total", "value": "1", "unit": "MONEY", "operation": {"kind": "GIVEN"},
            "rounding": {"kind": "EXACT"}});
        let mut priced: Priced = serde_json::from_value(json!({
            "engine_version": "1", "currency": "CAD", "lines": [], "gross": money, "discount": money, "subtotal": money,
            "taxes": [], "tax_notes": [], "total": money, "deposit": money, "flags": [], "printed_rates": [],
            "alternatives": [], "derivation": {"currency": "CAD", "total": node, "beside": []}
        }))
        .expect("a price");
        priced.flags = flags;
        priced
    }
    fn flag(code: FlagCode, level: FlagLevel) -> Flag {
        Flag { code, level, subject: String::new(), reason: "quote.price_overridden".into(), detail: None }
    }

    #[test]
    fn quo_36_nobody_sends_what_is_blocked() {
        let blocked = priced(vec![flag(FlagCode::P01, FlagLevel::Block)]);
        assert_eq!(may_send(&blocked, true).expect_err("blocked").code, "QUOTE_BLOCKED");
    }

    #[test]
    fn quo_38_what_needs_approval_is_sent_by_those_who_may_approve() {
        let asked = priced(vec![flag(FlagCode::P08, FlagLevel::Approval)]);
        assert_eq!(may_send(&asked, false).expect_err("asks").code, "NEEDS_APPROVAL");
        assert!(may_send(&asked, true).is_ok());
        assert!(may_send(&priced(vec![flag(FlagCode::P13, FlagLevel::Warn)]), false).is_ok());
    }
}
