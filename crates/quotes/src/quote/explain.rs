//! How a price came about.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::QuoteId,
    money::{Money, Ratio},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::pricing::derivation::Derivation;

/// Explains a quote's price: every figure with what it is made of (QUO-5).
#[derive(Deserialize, JsonSchema)]
pub struct ExplainQuote {
    pub id: QuoteId,
}

/// The tree and what its leaves give when computed again.
#[derive(Serialize, JsonSchema)]
pub struct Explained {
    #[serde(flatten)]
    pub tree: TreeShown,
    /// The total computed again from the leaves alone, in major units.
    #[schemars(extend("x-mask" = "BILL"))]
    pub evaluated: Ratio,
    /// Whether that is the stored total.
    pub holds: bool,
}

/// The derivation as stored with the quote.
#[derive(Serialize, JsonSchema)]
pub struct TreeShown {
    pub currency: kernel::money::Currency,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: crate::pricing::derivation::Node,
    #[schemars(extend("x-mask" = "BILL"))]
    pub beside: Vec<crate::pricing::derivation::Node>,
}

impl Explained {
    fn of(derivation: Derivation, total: Money) -> Result<Self> {
        let evaluated = derivation.evaluate().map_err(|e| Error::internal(format!("{e:?}")))?;
        let Derivation { currency, total: root, beside } = derivation;
        Ok(Self { tree: TreeShown { currency, total: root, beside }, holds: evaluated == total.to_ratio(), evaluated })
    }
}

impl Operation for ExplainQuote {
    type Output = Explained;
    const SPEC: Spec = Spec::read("quotes.quote.explain", "/quotes/{id}/explain")
        .summary("The derivation tree of a quote's price.")
        .permission("quote", "VIEW")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Explained> {
        let row = store::row(tx, self.id).await?;
        let priced = row.priced()?.ok_or_else(|| {
            Error::conflict("NOT_PRICED", "This draft has no price yet; its flags say what is missing.")
        })?;
        Explained::of(priced.derivation, priced.total)
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
