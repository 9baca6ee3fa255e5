//! The lines of a price as the quote's items. What a change of the price leaves as it was stays as it was: no write, no row
//! image, and the same id.

use std::collections::BTreeMap;

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{QuoteId, QuoteItemId},
};

use super::store::Item;
use crate::{pricing::PricedLine, sql::item as sql};

/// The code a value has in JSON.
fn code_of<T: serde::Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value).map_err(Error::internal)? {
        serde_json::Value::String(code) => Ok(code),
        other => Err(Error::internal(format!("no code: {other}"))),
    }
}

/// The row a line makes at its position, under an id.
fn row_of(id: QuoteItemId, position: usize, line: &PricedLine, description: String) -> Result<Item> {
    Ok(Item {
        id,
        position: i32::try_from(position).map_err(Error::internal)?,
        line_key: line.key.clone(),
        part: line.part.clone(),
        rule_key: line.rule.as_ref().map(|rule| rule.rule_key.clone()),
        category: code_of(&line.category)?,
        tax_class: code_of(&line.tax_class)?,
        description,
        quantity: line.quantity.to_string(),
        unit: code_of(&line.unit)?,
        unit_price: line.unit_price.ten_thousandths(),
        computed_minor: line.computed.minor(),
        amount_minor: line.amount.minor(),
        discount_minor: line.discount.minor(),
        total_minor: line.net.minor(),
        is_optional: line.option.is_some(),
        option_group: line.option.as_ref().map(|option| option.group.clone()),
        selected: line.selected,
        is_public: line.public,
    })
}

fn same(a: &Item, b: &Item) -> bool {
    fn words(i: &Item) -> [&String; 7] {
        [&i.line_key, &i.part, &i.category, &i.tax_class, &i.description, &i.quantity, &i.unit]
    }
    let figures =
        |i: &Item| [i.position.into(), i.unit_price, i.computed_minor, i.amount_minor, i.discount_minor, i.total_minor];
    let signs = |i: &Item| [i.is_optional, i.selected, i.is_public];
    figures(a) == figures(b)
        && signs(a) == signs(b)
        && (&a.rule_key, &a.option_group) == (&b.rule_key, &b.option_group)
        && words(a) == words(b)
}

/// What is to be written so that `lines` stand where `before` stood.
#[derive(Default)]
struct Difference {
    added: Vec<Item>,
    changed: Vec<Item>,
    gone: Vec<uuid::Uuid>,
}

fn difference(
    before: Vec<Item>,
    lines: Vec<(&PricedLine, String)>,
    new_id: impl Fn() -> QuoteItemId,
) -> Result<Difference> {
    let mut standing: BTreeMap<String, Item> = before.into_iter().map(|item| (item.line_key.clone(), item)).collect();
    let mut found = Difference::default();
    for (position, (line, description)) in lines.into_iter().enumerate() {
        match standing.remove(&line.key) {
            None => found.added.push(row_of(new_id(), position, line, description)?),
            Some(stood) => {
                let wanted = row_of(stood.id, position, line, description)?;
                if !same(&wanted, &stood) {
                    found.changed.push(wanted);
                }
            }
        }
    }
    found.gone = standing.into_values().map(|item| item.id.uuid()).collect();
    Ok(found)
}

/// Writes lines in place of the items that stand.
pub async fn put_items(tx: &TenantTx, id: QuoteId, before: Vec<Item>, lines: Vec<(&PricedLine, String)>) -> Result<()> {
    let found = difference(before, lines, || tx.new_id())?;
    let gone = async {
        if found.gone.is_empty() {
            return Ok(0);
        }
        sql::drop_items(tx, id, &found.gone).await
    };
    let added = futures::future::try_join_all(found.added.iter().map(|item| insert(tx, id, item)));
    let changed = futures::future::try_join_all(found.changed.iter().map(|item| change(tx, item)));
    futures::try_join!(gone, changed, added).map(drop)
}

async fn insert(tx: &TenantTx, quote: QuoteId, item: &Item) -> Result<u64> {
    let row = sql::InsertItem {
        id: item.id,
        quote_id: quote,
        position: item.position,
        line_key: &item.line_key,
        part: &item.part,
        rule_key: item.rule_key.as_deref(),
        category: &item.category,
        tax_class: &item.tax_class,
        description: &item.description,
        quantity: &item.quantity,
        unit: &item.unit,
        unit_price: item.unit_price,
        computed_minor: item.computed_minor,
        amount_minor: item.amount_minor,
        discount_minor: item.discount_minor,
        total_minor: item.total_minor,
        is_optional: item.is_optional,
        option_group: item.option_group.as_deref(),
        selected: item.selected,
        is_public: item.is_public,
    };
    sql::insert_item(tx, row).await
}

async fn change(tx: &TenantTx, item: &Item) -> Result<u64> {
    let row = sql::ChangeItem {
        id: item.id,
        position: item.position,
        part: &item.part,
        rule_key: item.rule_key.as_deref(),
        category: &item.category,
        tax_class: &item.tax_class,
        description: &item.description,
        quantity: &item.quantity,
        unit: &item.unit,
        unit_price: item.unit_price,
        computed_minor: item.computed_minor,
        amount_minor: item.amount_minor,
        discount_minor: item.discount_minor,
        total_minor: item.total_minor,
        is_optional: item.is_optional,
        option_group: item.option_group.as_deref(),
        selected: item.selected,
        is_public: item.is_public,
    };
    sql::change_item(tx, row).await
}

#[cfg(test)]
mod tests {
    use kernel::{
        Id,
        money::tax::{TaxAnswer, TaxDecider, TaxProblem, TaxQuestion},
    };
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::pricing::{Priced, PricingInput, fixtures::moving_example, price};

    struct NoTax;
    impl TaxDecider for NoTax {
        fn decide(&self, _: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
            Ok(TaxAnswer::default())
        }
    }

    fn priced(minutes: u32, charges: &[&str]) -> Priced {
        let charges: Vec<_> = charges.iter().map(|key| json!({"rule_key": key})).collect();
        let input: PricingInput = serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03",
            "parts": [{"key": "move", "tariff_version_id": moving_example().id, "service_date": "2026-09-09",
                "work": {"kind": "MOVE", "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1,
                    "labour": {"minutes": minutes}, "travel": {"rule_key": "travel.none"}}},
                "charges": charges}]
        }))
        .expect("an input");
        price(&input, &[moving_example()], &NoTax).expect("a price")
    }
    fn lines(priced: &Priced) -> Vec<(&PricedLine, String)> {
        priced.lines.iter().map(|line| (line, line.key.clone())).collect()
    }
    fn new_id() -> QuoteItemId {
        Id::from_uuid(Uuid::from_u128(7))
    }

    #[test]
    fn only_what_a_change_of_the_price_touches_is_written() {
        let first = priced(300, &["kit.packing", "move.flat"]);
        let stood = difference(Vec::new(), lines(&first), new_id).expect("rows").added;
        assert_eq!(stood.len(), first.lines.len());
        let same = difference(stood.clone(), lines(&first), new_id).expect("rows");
        assert_eq!((same.added.len(), same.changed.len(), same.gone.len()), (0, 0, 0));
        let longer = priced(360, &["kit.packing", "move.flat"]);
        let moved = difference(stood.clone(), lines(&longer), new_id).expect("rows");
        assert_eq!((moved.added.len(), moved.changed.len(), moved.gone.len()), (0, 1, 0), "labour alone");
        // Fees stand behind the lane.
        let without = priced(300, &["kit.packing"]);
        let gone = difference(stood, lines(&without), new_id).expect("rows");
        assert_eq!((gone.added.len(), gone.changed.len(), gone.gone.len()), (0, 1, 1), "the last moves up");
    }
}
