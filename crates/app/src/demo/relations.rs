//! Customers who stand to each other: an employer that pays, a couple that shares a phone, a parent firm; and what one of
//! them said about being written to.

use anyhow::Result;
use serde_json::{Value, json};

use super::desk::Desk;

impl Desk {
    async fn new_customer(&self, input: Value) -> Result<Value> {
        self.actor.by(self.office.approver, "customers.customer.create", input).await
    }

    /// For customers numbered from `first`.
    pub async fn relations(&self, first: usize) -> Result<()> {
        let (city, province) = (self.town.city, self.town.province);
        let firm = |name: &str, mail: &str, n: usize| {
            json!({"company_name": name, "email": format!("accounts{n}@{mail}.example"), "phone": self.phone(n),
                "location_id": self.location, "address": {"street": format!("{n} Commerce Court"), "city": city,
                "province": province, "country": self.town.country}})
        };
        let payer = self.new_customer(firm("Northwind Relocation", "northwind", first)).await?;
        let parent = self.new_customer(firm("Harbourline Group", "harbourline", first + 1)).await?;
        let mut guest = self.names(first + 2);
        guest["kind"] = json!(if self.is_crane() { "COMPANY" } else { "PERSON" });
        let guest = self.new_customer(guest).await?;
        let relations = [
            json!({"id": guest["id"], "other_id": payer["id"], "kind": "PAYS_FOR", "reverse": true,
                "note": "The employer pays for the move."}),
            json!({"id": payer["id"], "other_id": parent["id"], "kind": "PARENT_OF", "reverse": true}),
        ];
        for relation in relations {
            self.actor.by(self.office.approver, "customers.relation.add", relation).await?;
        }
        // A couple: the second one is suggested as the household of the first.
        for name in ["Odile", "Odilon"] {
            let person = json!({"kind": "PERSON", "first_name": name, "last_name": "Marchetti", "phone": self.phone(first + 3),
                "location_id": self.location, "address": {"street": "7 Orchard Row", "city": city, "province": province,
                "country": self.town.country}});
            self.new_customer(person).await?;
        }
        let point = guest["points"][0]["id"].clone();
        for (act, wording) in [("GIVEN", Some("Yes, write to me about storage offers.")), ("WITHDRAWN", None)] {
            let consent = json!({"id": guest["id"], "point_id": point, "channel": "EMAIL", "purpose": "MARKETING",
                "act": act, "wording": wording, "wording_language": wording.map(|_| "en"), "source": "CALL"});
            self.actor.by(self.office.approver, "customers.consent.record", consent).await?;
        }
        Ok(())
    }
}
