//! What stands in the way of sending.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, ErrorKind, Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    QuoteStatus,
    assessment::stopper,
    estimate::prohibited,
    reckon::{Reckoned, reckoned_row},
    store,
};
use crate::{
    approval::{self, Authority, price_mark},
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// What a sender has to go by: the own authority and whether somebody approved this very price.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    pub authority: Authority,
    pub approved: bool,
}

/// Where the caller stands with a draft.
pub async fn standing(tx: &TenantTx, row: &store::Row, now: &Reckoned) -> Result<Standing> {
    let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
    let mark = price_mark(&now.input, &now.priced)?;
    Ok(Standing {
        authority: Authority::of(tx, row.location_id, mine),
        approved: approval::store::is_marked(tx, row.id, &mark).await?,
    })
}

/// BLOCK cannot be sent; APPROVAL is sent by whoever may settle it alone, or once somebody approved it (QUO-36, QUO-38).
pub fn may_send(priced: &Priced, standing: Standing) -> Result<()> {
    let of = |level: FlagLevel| -> Vec<Finding> {
        priced.flags.iter().filter(|f| f.level == level).map(Finding::of).collect()
    };
    let sentence = |found: &[Finding]| found.iter().map(|f| f.message.as_str()).collect::<Vec<_>>().join(" ");
    let blocks = of(FlagLevel::Block);
    if !blocks.is_empty() {
        return Err(Error::conflict("QUOTE_BLOCKED", format!("This quote cannot be sent: {}", sentence(&blocks)))
            .with_data(json!({ "flags": blocks })));
    }
    let asked: Vec<Finding> = standing.authority.lacks(priced).iter().map(Finding::of).collect();
    if !asked.is_empty() && !standing.approved {
        return Err(Error::conflict("NEEDS_APPROVAL", format!("This quote needs approval: {}", sentence(&asked)))
            .with_data(json!({ "flags": asked, "permission": "quote:APPROVE" })));
    }
    Ok(())
}

/// The findings and whether the caller may send.
#[derive(Default, Serialize, JsonSchema)]
pub struct Findings {
    pub flags: Vec<Finding>,
    pub may_send: bool,
    /// Whether the caller can ask somebody with more authority for it.
    pub may_ask: bool,
    /// Whether this very price was approved.
    pub is_approved: bool,
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
        if let (Some(priced), true) = (&stored, row.status()?.was_sent()) {
            return Ok(Findings { flags: priced.flags.iter().map(Finding::of).collect(), ..Findings::default() });
        }
        let waits = row.status()? == QuoteStatus::PendingApproval;
        match reckoned_row(tx, &row).await {
            Ok(now) => {
                let (prohibited, stopper, standing) =
                    futures::try_join!(prohibited(tx, &row), stopper(tx, &row), standing(tx, &row, &now))?;
                let sendable = may_send(&now.priced, standing);
                let lacks_approval = sendable.as_ref().is_err_and(|e| e.code == "NEEDS_APPROVAL");
                Ok(Findings {
                    may_send: !waits && prohibited.is_none() && stopper.is_none() && sendable.is_ok(),
                    may_ask: !waits && lacks_approval,
                    is_approved: standing.approved,
                    flags: prohibited
                        .into_iter()
                        .chain(stopper)
                        .chain(now.priced.flags.iter().map(Finding::of))
                        .collect(),
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
                Ok(Findings { flags: flags.collect(), ..Findings::default() })
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

    fn may_approve() -> Standing {
        Standing { authority: Authority { quotes: true, prices: true }, approved: false }
    }

    #[test]
    fn quo_36_nobody_sends_what_is_blocked() {
        let blocked = priced(vec![flag(FlagCode::P01, FlagLevel::Block)]);
        assert_eq!(
            may_send(&blocked, Standing { approved: true, ..may_approve() }).expect_err("blocked").code,
            "QUOTE_BLOCKED"
        );
    }

    #[test]
    fn quo_38_what_needs_approval_is_sent_by_those_who_may_approve() {
        let asked = priced(vec![flag(FlagCode::P08, FlagLevel::Approval)]);
        assert_eq!(may_send(&asked, Standing::default()).expect_err("asks").code, "NEEDS_APPROVAL");
        assert!(may_send(&asked, may_approve()).is_ok());
        assert!(may_send(&asked, Standing { approved: true, ..Standing::default() }).is_ok());
        assert!(may_send(&priced(vec![flag(FlagCode::P13, FlagLevel::Warn)]), Standing::default()).is_ok());
    }

    #[test]
    fn quo_37_beyond_the_own_limit_somebody_else_approves() {
        let beyond = priced(vec![flag(FlagCode::P11, FlagLevel::Approval)]);
        assert_eq!(may_send(&beyond, may_approve()).expect_err("asks").code, "NEEDS_APPROVAL");
        assert!(may_send(&beyond, Standing { approved: true, ..may_approve() }).is_ok());
    }
}
