//! Changing a draft.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{InvoiceId, InvoiceItemId},
    money::{Money, Ratio},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Line,
    issue::{Draft, exceeds},
    read::{InvoicePage, page},
    store::{self, ChangeDraft},
};

/// Changes a draft; what is absent stays. No more of a line can be billed than was agreed (BIL-5).
#[derive(Deserialize, JsonSchema)]
pub struct EditInvoice {
    pub id: InvoiceId,
    #[schemars(length(min = 1, max = 200))]
    pub title: Option<String>,
    /// An empty text clears it.
    #[schemars(length(max = 100))]
    pub purchase_order: Option<String>,
    pub supply_date: Option<Date>,
    #[serde(default)]
    pub items: Vec<LineChange>,
}

/// What changes on a line.
#[derive(Deserialize, JsonSchema)]
pub struct LineChange {
    pub id: InvoiceItemId,
    #[schemars(length(min = 1, max = 500))]
    pub description: Option<String>,
    /// At most what was agreed.
    pub quantity: Option<Ratio>,
    /// Of the whole line, between nothing and its amount.
    pub discount: Option<Money>,
}

impl LineChange {
    fn apply(&self, at: &str, line: &mut Line, agreed: Option<Ratio>, p: &mut Problems) -> Result<()> {
        if let Some(description) = &self.description {
            line.description = description.trim().to_owned();
        }
        if let Some(quantity) = self.quantity.filter(|quantity| *quantity != line.quantity) {
            if exceeds(agreed, quantity) {
                p.add(format!("{at}.quantity"), "MORE_THAN_AGREED", "No more can be billed than was agreed.");
                return Ok(());
            }
            let currency = line.amount.currency();
            line.quantity = quantity;
            line.amount = line.unit_price.times(quantity, currency).map_err(Error::internal)?;
            line.discount = line.discount.smaller(line.amount).map_err(Error::internal)?;
        }
        if let Some(discount) = self.discount {
            let fits = discount.currency() == line.amount.currency()
                && !discount.is_negative()
                && discount.minor() <= line.amount.minor();
            p.require(fits, &format!("{at}.discount"), "OUT_OF_RANGE", "Between nothing and the amount of the line.");
            if fits {
                line.discount = discount;
            }
        }
        Ok(())
    }
}

impl Operation for EditInvoice {
    type Output = InvoicePage;
    const SPEC: Spec = Spec::command("billing.invoice.edit", "PATCH", "/invoices/{id}")
        .summary("Changes a draft.")
        .permission("invoice", "CREATE")
        .on("invoice", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(title) = &self.title {
            p.text("title", title, 200);
        }
        let short = self.purchase_order.as_deref().is_none_or(|po| po.chars().count() <= 100);
        p.require(short, "purchase_order", "TOO_LONG", "At most 100 characters.");
        let sane = self.supply_date.is_none_or(|day| (2000..=2100).contains(&day.year()));
        p.require(sane, "supply_date", "OUT_OF_RANGE", "A date lies between 2000 and 2100.");
        p.require(self.items.len() <= 1_000, "items", "TOO_MANY", "At most 1,000 lines.");
        for (n, item) in self.items.iter().enumerate() {
            if let Some(description) = &item.description {
                p.text(&format!("items.{n}.description"), description, 500);
            }
            let positive = item.quantity.is_none_or(|quantity| !quantity.is_negative());
            p.require(positive, &format!("items.{n}.quantity"), "OUT_OF_RANGE", "Not below nothing.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<InvoicePage> {
        let mut draft = Draft::read(tx, self.id).await?;
        let mut problems = Problems::new();
        for (n, change) in self.items.iter().enumerate() {
            let at = format!("items.{n}");
            let place = draft.items.iter().position(|item| item.id == change.id);
            match place.filter(|place| !draft.lines[*place].is_rounding()) {
                Some(place) => {
                    let line = &mut draft.lines[place];
                    let agreed = draft.signed.as_ref().and_then(|price| price.agreed(&line.key));
                    change.apply(&at, line, agreed, &mut problems)?;
                }
                None => drop(problems.add(format!("{at}.id"), "NOT_FOUND", "This invoice has no such line.")),
            }
        }
        problems.finish()?;
        let day = draft.today(tx)?;
        let totals = draft.reckon(day)?;
        draft.write(tx, &totals, day).await?;
        let row = &draft.row;
        let order = self.purchase_order.as_deref().or(row.purchase_order.as_deref()).map(str::trim);
        let change = ChangeDraft {
            title: self.title.as_deref().map_or(row.title.as_str(), str::trim),
            purchase_order: order.filter(|po| !po.is_empty()),
            supply_date: self.supply_date.or(row.supply_date),
            tax_date: day,
            tax_notes: &store::notes(&totals)?,
            subtotal_minor: totals.subtotal.minor(),
            tax_minor: totals.tax.minor(),
            total_minor: totals.total.minor(),
            id: self.id,
        };
        store::change(tx, change).await?;
        let event = NewEvent::new("billing.invoice.changed", "invoice", self.id.uuid());
        tx.emit(event.location(Some(row.location_id)).data(json!({"invoice_id": self.id, "job_id": row.job_id})));
        page(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "inv_01h00000000000000000000000", "purchase_order": "PO 4711"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::reckon::tests::line;
    use kernel::money::{Currency::Cad, UnitPrice, tax::TaxClass};

    fn change(quantity: Option<i64>, discount: Option<i64>) -> LineChange {
        LineChange {
            id: kernel::Id::from_uuid(uuid::Uuid::nil()),
            description: None,
            quantity: quantity.map(Ratio::whole),
            discount: discount.map(|minor| Money::new(minor, Cad)),
        }
    }

    #[test]
    fn bil_5_a_line_can_be_billed_in_part_and_never_beyond_what_was_agreed() {
        let mut boxes = line("boxes", TaxClass::Goods, "PACKING", 3_990, Cad);
        (boxes.quantity, boxes.unit_price) = (Ratio::whole(10), UnitPrice::from_hundredths(399));
        let mut p = Problems::new();
        change(Some(4), Some(96)).apply("items.0", &mut boxes, Some(Ratio::whole(10)), &mut p).expect("applied");
        assert!(p.is_empty());
        assert_eq!((boxes.amount.minor(), boxes.net().map(Money::minor)), (1_596, Ok(1_500)));
        change(Some(11), None).apply("items.0", &mut boxes, Some(Ratio::whole(10)), &mut p).expect("applied");
        change(None, Some(1_597)).apply("items.1", &mut boxes, None, &mut p).expect("applied");
        let refused = p.finish().expect_err("both");
        let fields: Vec<_> = refused.problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["items.0.quantity", "items.1.discount"]);
    }
}
