//! Deals that did not begin with a lead: tenders and agreements, at every stage of the way.

use anyhow::Result;
use serde_json::{Value, json};

use super::desk::Desk;

/// What is offered for: title at a mover, title at a crane company, days, value in major units, base stage, reason.
const TENDERS: &[(&str, &str, i64, i64, &str, &str)] = &[
    ("Office on two floors", "Tower crane for a year, Baner", 365, 4_800_000, "NEGOTIATION", ""),
    ("Library with archive", "Two mobile cranes, metro depot", 30, 1_250_000, "PROPOSAL", ""),
    ("School, summer holidays", "Crawler crane, river bridge", 90, 2_900_000, "QUALIFICATION", ""),
    ("Clinic, night move", "Girder launch, ring road", 12, 940_000, "LOST", "The other offer began two weeks earlier."),
];

impl Desk {
    /// One tender after the other, for customers numbered from `first`.
    pub async fn tenders(&self, first: usize) -> Result<()> {
        let by = self.office.approver;
        for (at, (mover, crane, days, value, stage, reason)) in TENDERS.iter().enumerate() {
            let mut customer = self.names(first + at);
            customer["kind"] = json!(if self.is_crane() { "COMPANY" } else { "PERSON" });
            let customer = self.actor.by(by, "customers.customer.create", customer).await?;
            let (title, own) = if self.is_crane() { (crane, "INR") } else { (mover, "CAD") };
            // One of them is paid from abroad, by who has the archive there.
            let currency = if *stage == "PROPOSAL" { "USD" } else { own };
            // A mover's tender is about a fiftieth of a year with a tower crane.
            let value = if self.is_crane() { *value } else { value / 50 };
            let mut deal = json!({
                "customer_id": customer["id"], "title": title, "location_id": self.location,
                "value": {"amount": format!("{value}.00"), "currency": currency},
                "expected_close": self.day(20 + 15 * i64::try_from(at)?)?, "source": "Tender",
            });
            if self.is_crane() {
                deal["machine_class"] = json!(["TC-7030", "MC-50", "CC-100", "TC-6035"][at]);
                deal["start_date"] = json!(self.day(45)?);
                deal["days"] = json!(days);
            }
            let deal = self.actor.by(by, "sales.deal.create", deal).await?;
            if *stage != "QUALIFICATION" {
                let to = json!({"ids": [deal["id"]], "stage": stage, "reason": (!reason.is_empty()).then_some(reason)});
                self.actor.by(by, "sales.deal.move", to).await?;
            }
            if *stage == "NEGOTIATION" {
                let known = json!({"id": deal["id"], "probability": 60, "competitor": "Northside"});
                self.actor.by(by, "sales.deal.change", known).await?;
            }
        }
        self.goals().await
    }

    /// What a dollar is worth here, and what shall be sold in this month and the next two.
    async fn goals(&self) -> Result<()> {
        let (currency, rate, month) =
            if self.is_crane() { ("INR", "84.15", 4_500_000) } else { ("CAD", "1.3652", 90_000) };
        for (days, rate) in [(-30, if self.is_crane() { "83.60" } else { "1.3580" }), (-2, rate)] {
            let rate = json!({"currency": "USD", "day": self.day(days)?, "rate": rate});
            self.actor.run("sales.rate.save", rate).await?;
        }
        for (at, days) in [0, 31, 62].into_iter().enumerate() {
            let amount = month + i64::try_from(at)? * month / 10;
            let target =
                json!({"month": self.day(days)?, "amount": {"amount": format!("{amount}.00"), "currency": currency}});
            self.actor.run("sales.target.save", target).await?;
        }
        Ok(())
    }

    /// Who gets the leads that come in by themselves, and a rule before the nearest location.
    pub async fn sellers(&self) -> Result<()> {
        let Some(seller) = self.office.approver.or(self.office.planner) else { return Ok(()) };
        let pool = json!({"name": "Front desk", "location_id": self.location, "is_default": true,
            "fallback_to": seller, "members": [{"user_id": seller, "weight": 2}]});
        let pools = self.actor.run("sales.routing.save_pool", pool).await?;
        let rule = json!({"name": "Soon or hot", "position": 10, "pool_id": pools["pools"][0]["id"],
            "condition": "lead.score >= 70 || (lead.days_to_move != null && lead.days_to_move <= 3)"});
        self.actor.run("sales.routing.save_rule", rule).await.map(drop)
    }

    /// Whether a lead that is made an offer becomes a deal too: every one at a crane company, some at a mover.
    pub fn is_deal(&self, n: usize) -> Value {
        json!(self.is_crane() || n.is_multiple_of(3))
    }
}
