//! Leads in every status, quotes on every way they can have gone, and what was caught at the door.

use anyhow::{Context, Result};
use engine::Credentials;
use serde_json::{Value, json};

use super::{
    desk::Desk,
    work::{accept, view},
};

impl Desk {
    async fn move_lead(&self, lead: &Value, status: &str, reason: &str) -> Result<()> {
        let input = json!({"id": lead["id"], "status": status, "reason": reason});
        self.actor.by(self.office.approver, "sales.lead.status", input).await.map(drop)
    }

    /// One lead after the other, numbered from `first`.
    pub async fn enquiries(&self, first: usize) -> Result<()> {
        for n in 0..8 {
            let n = first + n;
            let lead = self.lead(n, self.day(2 + i64::try_from(n % 18)?)?).await?;
            let call = json!({"id": lead["id"], "kind": "CALL_OUT", "outcome": "LEFT_VOICEMAIL"});
            match n - first {
                0 | 1 => {}
                2 => {
                    self.actor.by(self.office.approver, "sales.lead.touch", call).await?;
                    Box::pin(self.self_survey(&lead)).await?;
                }
                3 => {
                    self.to_do(&lead).await?;
                    self.move_lead(&lead, "QUALIFIED", "").await?;
                    Box::pin(self.estimate(&lead)).await?;
                }
                4 => self.move_lead(&lead, "UNQUALIFIED", "Outside of where we work.").await?,
                5 => self.move_lead(&lead, "LOST", "Went with a cheaper offer.").await?,
                6 => {
                    self.move_lead(&lead, "LOST", "Moves next year only.").await?;
                    self.move_lead(&lead, "ARCHIVED", "").await?;
                }
                _ => drop(self.actor.by(self.office.approver, "sales.lead.touch", call).await?),
            }
        }
        Box::pin(self.offers(first + 8)).await?;
        self.sellers().await?;
        Box::pin(self.tenders(first + 15)).await?;
        Box::pin(self.relations(first + 60)).await?;
        Box::pin(self.caught_at_the_door(first + 20)).await?;
        Box::pin(self.provider_leads(first + 24)).await?;
        Box::pin(self.site_visits(first + 26)).await
    }

    /// Quotes: draft, sent, looked at, negotiated, signed, declined, withdrawn.
    async fn offers(&self, first: usize) -> Result<()> {
        for way in 0..7_usize {
            let n = first + way;
            let day = self.day(4 + i64::try_from(way)?)?;
            let lead = self.lead(n, day).await?;
            if way == 0 {
                let by = self.office.approver;
                let call = json!({"id": lead["id"], "kind": "MEETING", "note": "Walked through the house."});
                self.actor.by(by, "sales.lead.touch", call).await?;
                self.move_lead(&lead, "QUALIFIED", "").await?;
                Box::pin(self.estimate(&lead)).await?;
                // The quote comes about by the conversion, as a draft with the estimate's figures.
                self.actor.by(by, "sales.lead.convert", json!({"id": lead["id"], "quote": true, "deal": true})).await?;
                continue;
            }
            let (quote, token) = self.offer(&lead, n, day, 300).await?;
            match way {
                2 => drop(view(&self.actor, &token).await?),
                3 => {
                    view(&self.actor, &token).await?;
                    self.settled(&lead).await?;
                    self.move_lead(&lead, "NEGOTIATION", "").await?;
                }
                4 => {
                    let name = super::people::full(n);
                    accept(&self.actor, &token, &name).await?;
                }
                5 => {
                    let link = Credentials::Link(token.clone());
                    let no = json!({"token": token, "reason": "The date does not suit us."});
                    self.actor.with(link, "quotes.portal.reject", no).await?;
                }
                6 => {
                    let input = json!({"id": quote["id"], "reason": "The customer asked for storage first."});
                    self.actor.run("quotes.quote.withdraw", input).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What a home with two bedrooms holds, taken on site; cranes are not estimated so.
    async fn estimate(&self, lead: &Value) -> Result<()> {
        if self.is_crane() {
            return Ok(());
        }
        let by = self.office.approver;
        let begun = json!({"lead_id": lead["id"], "method": "ONSITE", "move_size": "APARTMENT_2", "driving_minutes": 35,
            "distance_km": 12, "stops": [{"role": "PICKUP", "floor": 3, "address": lead["origin"]},
                {"role": "DROPOFF", "floor": 5, "elevator": true, "address": lead["destination"]}]});
        let estimate = self.actor.by(by, "sales.estimate.create", begun).await?;
        let line = |code: i32, going: i32| json!({"article_code": code, "going": going});
        let rooms = json!([
            {"kind": "LIVING_ROOM", "items": [line(192, 1), line(197, 2), line(202, 1), line(209, 1), line(225, 2)]},
            {"kind": "BEDROOM", "items": [line(159, 1), line(170, 1), line(152, 1), line(156, 2)]},
            {"kind": "BEDROOM", "items": [line(157, 2), line(151, 1)]},
            {"kind": "KITCHEN", "items": [line(264, 1), line(283, 1), line(284, 4)]},
        ]);
        let cartons = json!([{"material": "carton-small", "quantity": 16, "packed_by": "OWNER"},
            {"material": "carton-medium", "quantity": 22, "packed_by": "OWNER"}]);
        let sheet = json!({"id": estimate["id"], "rooms": rooms, "cartons": cartons});
        self.actor.by(by, "sales.estimate.put_sheet", sheet).await.map(drop)
    }

    /// Waits until the background work has moved the lead of a sent quote on.
    async fn settled(&self, lead: &Value) -> Result<()> {
        for _ in 0..500 {
            let now = self.actor.run("sales.lead.read", json!({"id": lead["id"]})).await?;
            if now["status"] == "PROPOSAL_SENT" {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        }
        anyhow::bail!("the lead of a sent quote has not moved on")
    }

    /// Two leads sent by a provider with its key.
    async fn provider_leads(&self, first: usize) -> Result<()> {
        let key = self.provider("Relocation Desk").await?;
        for n in first..first + 2 {
            let (first_name, last_name) = super::people::name(n);
            let lead = json!({"first_name": first_name, "last_name": last_name, "phone": self.phone(n),
                "notes": "Sent by the relocation desk."});
            self.take_in(&key, lead).await?;
        }
        Ok(())
    }

    /// A blocked number and a throwaway address: both wait in quarantine.
    async fn caught_at_the_door(&self, first: usize) -> Result<()> {
        let phone = self.phone(first);
        let block = json!({"kind": "PHONE", "value": phone, "reason": "Books and never pays."});
        self.actor.run("sales.block.add", block).await?;
        let key = self.provider("Moving Portal").await?;
        self.take_in(&key, json!({"full_name": "Ronald Vane", "phone": phone})).await?;
        let junk = json!({"first_name": "asdf", "last_name": "qwer", "phone": "123", "email": "x@mailinator.com",
            "notes": "cheap cheap"});
        self.take_in(&key, junk).await
    }

    /// A new provider's key.
    async fn provider(&self, name: &str) -> Result<String> {
        let input = json!({"name": name, "source": name, "location_id": self.location});
        let made = self.actor.run("sales.provider.create", input).await?;
        made["key"].as_str().map(str::to_owned).context("a provider's key")
    }

    async fn take_in(&self, key: &str, mut lead: Value) -> Result<()> {
        lead["provider_key"] = json!(key);
        self.actor.with(Credentials::Link(key.to_owned()), "sales.intake.native", lead).await.map(drop)
    }
}
