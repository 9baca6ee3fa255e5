//! How customers stand to each other: who pays for whom, who belongs to one household, to one group of firms, who sends
//! whom (CUS-27).

pub mod add;
pub mod end;
pub mod read;
pub mod store;

use jiff::Timestamp;
use kernel::ids::{CustomerId, CustomerRelationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the first of the two is to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RelationKind {
    Household,
    ParentOf,
    BrokerFor,
    Referred,
    /// The first one gets the quotes and invoices of the second.
    PaysFor,
}

impl RelationKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Household => "HOUSEHOLD",
            Self::ParentOf => "PARENT_OF",
            Self::BrokerFor => "BROKER_FOR",
            Self::Referred => "REFERRED",
            Self::PaysFor => "PAYS_FOR",
        }
    }

    /// Who stands first: of a household, which has no order, the smaller id.
    pub fn ordered(self, first: CustomerId, second: CustomerId) -> (CustomerId, CustomerId) {
        if self == Self::Household && second < first { (second, first) } else { (first, second) }
    }
}

/// A relation as one of the two sees it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Relation {
    pub id: CustomerRelationId,
    pub kind: String,
    /// ACTIVE, or SUGGESTED: two who look like one household.
    pub state: String,
    /// Whether the customer is the one who pays, the parent, the broker or who referred; of a household it says nothing.
    pub is_first: bool,
    /// The other one; of a merged customer its survivor.
    pub other_id: CustomerId,
    pub number: String,
    pub display_name: String,
    pub status: String,
    pub note: Option<String>,
    pub created_at: Timestamp,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_has_no_order_and_who_pays_for_whom_has() {
        let (a, b) = (CustomerId::from_uuid(uuid::Uuid::from_u128(1)), CustomerId::from_uuid(uuid::Uuid::from_u128(2)));
        assert_eq!(RelationKind::Household.ordered(b, a), (a, b));
        assert_eq!(RelationKind::PaysFor.ordered(b, a), (b, a));
    }
}
