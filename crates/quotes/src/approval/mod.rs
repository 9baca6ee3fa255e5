//! Prices that need the word of somebody with more authority before they are sent: asked, answered, voided by any change
//! (QUO-38).

pub mod answer;
pub mod ask;
pub mod expire;
pub mod list;
pub mod read;
pub mod rise;
pub(crate) mod store;
pub mod take;
pub mod withdraw;

use engine::{TenantTx, permission::RowFacts};
use kernel::{
    Error, Result,
    ids::LocationId,
    money::{Rate, Ratio},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::pricing::{
    Priced, PricingInput,
    validator::{Flag, FlagCode, FlagLevel},
};

/// Hours a question stays open (ACC-39).
pub const OPEN_HOURS: i64 = 24;

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ApprovalState {
    Asked,
    Approved,
    Rejected,
    Withdrawn,
    Expired,
}

impl ApprovalState {
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "ASKED",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Withdrawn => "WITHDRAWN",
            Self::Expired => "EXPIRED",
        }
    }

    pub fn read(code: &str) -> Result<Self> {
        Ok(match code {
            "ASKED" => Self::Asked,
            "APPROVED" => Self::Approved,
            "REJECTED" => Self::Rejected,
            "WITHDRAWN" => Self::Withdrawn,
            "EXPIRED" => Self::Expired,
            other => return Err(Error::internal(format!("approval state {other}"))),
        })
    }
}

/// SHA-256 of everything a price was approved for: its inputs and what came out. Who looks at it, on which day, and what the
/// customer owes then make no other price.
pub fn price_mark(input: &PricingInput, priced: &Priced) -> Result<String> {
    let mut inputs = serde_json::to_value(input).map_err(Error::internal)?;
    if let Some(inputs) = inputs.as_object_mut() {
        inputs.remove("priced_on");
        inputs.remove("sender_limits");
        inputs.remove("checks");
        inputs.remove("usual");
        inputs.remove("credit_allowed");
        inputs.remove("credit_room");
    }
    let all = json!([inputs, priced.total, priced.subtotal, priced.discount]);
    let text = serde_json::to_vec(&all).map_err(Error::internal)?;
    let hash = Sha256::digest(&text);
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A draft's inputs with another discount on the whole.
pub fn with_discount(inputs: &Value, discount: Rate) -> Result<Value> {
    let mut inputs = inputs.clone();
    let map = inputs.as_object_mut().ok_or_else(|| Error::internal("inputs that are no record"))?;
    map.insert("discount".into(), json!({"kind": "PERCENT", "rate": discount}));
    Ok(inputs)
}

/// What somebody may settle alone (QUO-37, QUO-38).
#[derive(Clone, Copy, Debug, Default)]
pub struct Authority {
    /// `quote:APPROVE` for this quote.
    pub quotes: bool,
    /// `price:APPROVE` there.
    pub prices: bool,
}

impl Authority {
    pub fn of(tx: &TenantTx, location: LocationId, mine: bool) -> Self {
        let facts = RowFacts { location: Some(location), mine, record: Value::Null };
        Self { quotes: tx.may("quote", "APPROVE", &facts), prices: tx.may("price", "APPROVE", &facts) }
    }

    /// Whether it covers a finding. Discount and margin are measured against the limits of whoever looks: who is beyond the
    /// own limit asks somebody with wider ones.
    fn covers(self, flag: &Flag) -> bool {
        match (flag.code, flag.reason.as_str()) {
            (FlagCode::P11, _) => false,
            (_, "quote.tax_left_out") => self.quotes && self.prices,
            _ => self.quotes,
        }
    }

    /// What of the findings needs somebody else's word.
    pub fn lacks(self, priced: &Priced) -> Vec<Flag> {
        let asked = priced.flags.iter().filter(|flag| flag.level == FlagLevel::Approval);
        asked.filter(|flag| !self.covers(flag)).cloned().collect()
    }
}

/// The discount as a share of the amount before it; none where there is nothing.
pub fn discount_share(priced: &Priced) -> Option<Rate> {
    as_rate(priced.discount.to_ratio().over(priced.gross.to_ratio()).ok()?)
}

/// A share to a millionth.
pub fn as_rate(share: Ratio) -> Option<Rate> {
    let millionths = share.times(Ratio::whole(1_000_000)).ok()?.rounded_to(0).ok()?;
    i64::try_from(millionths.ceil()).ok().map(Rate::from_millionths)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::money::tax::{TaxAnswer, TaxDecider, TaxProblem, TaxQuestion};

    use super::*;
    use crate::pricing::{fixtures::moving_example, input::SenderLimits, price};

    struct NoTax;
    impl TaxDecider for NoTax {
        fn decide(&self, _: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
            Ok(TaxAnswer::default())
        }
    }

    fn discounted(percent: i64) -> PricingInput {
        let mut input: PricingInput = serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03", "untaxed_reason": "The client of an embassy",
            "parts": [{"key": "move", "tariff_version_id": moving_example().id, "service_date": "2026-09-09",
                "work": {"kind": "MOVE", "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 300},
                    "travel": {"rule_key": "travel.none"}}}}]
        }))
        .expect("an input");
        input.discount = Some(crate::pricing::input::Discount::Percent { rate: Rate::percent(percent) });
        input
    }

    fn quoted(input: &PricingInput) -> Priced {
        price(input, &[moving_example()], &NoTax).expect("a price")
    }

    #[test]
    fn quo_38_a_mark_stands_for_one_price_whoever_asks_and_whenever() {
        let input = discounted(10);
        let mark = |input: &PricingInput| price_mark(input, &quoted(input)).expect("a mark");
        let mut later = input.clone();
        later.priced_on = date(2026, 6, 4);
        later.sender_limits = Some(SenderLimits { most_discount: Rate::percent(5), least_margin: Rate::percent(25) });
        assert_eq!((mark(&input), mark(&input).len()), (mark(&later), 64));
        assert_ne!(mark(&input), mark(&discounted(11)));
        let mut surveyed = input.clone();
        surveyed.surveyed = true;
        assert_ne!(mark(&input), mark(&surveyed), "any change of the inputs voids it");
    }

    #[test]
    fn quo_37_limits_are_not_ones_own_to_widen() {
        let mut input = discounted(20);
        input.sender_limits = Some(SenderLimits { most_discount: Rate::percent(15), least_margin: Rate::percent(10) });
        let priced = quoted(&input);
        let lacks = |quotes, prices| -> Vec<String> {
            Authority { quotes, prices }.lacks(&priced).into_iter().map(|flag| flag.reason).collect()
        };
        assert_eq!(lacks(true, true), ["quote.discount_beyond_limit"]);
        assert_eq!(lacks(true, false), ["quote.discount_beyond_limit", "quote.tax_left_out"], "QUO-22");
        assert_eq!(discount_share(&priced), Some(Rate::percent(20)));
        input.sender_limits = None;
        assert!(Authority { quotes: true, prices: true }.lacks(&quoted(&input)).is_empty());
    }
}
