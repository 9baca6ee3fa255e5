//! What a company keeps at hand to sell: quotes to begin from, a form for its web site, and two records of one customer that
//! somebody has to look at.

use anyhow::Result;
use serde_json::{Value, json};

use super::Actor;

/// Keeps the work of some accepted quote under a name.
pub async fn preset(actor: &Actor, name: &str) -> Result<()> {
    let quotes = actor.run("quotes.quote.list", json!({"status": "CONVERTED", "limit": 1})).await?;
    let Some(quote) = quotes["items"].get(0) else { return Ok(()) };
    let preset = json!({"name": name, "quote_id": quote["id"]});
    actor.run("quotes.preset.create", preset).await.map(drop)
}

/// A form whose leads go to a place.
pub async fn form(actor: &Actor, name: &str, place: &Value, consent_wording: &str) -> Result<()> {
    let form = json!({"name": name, "source": "Website", "location_id": place, "consent_wording": consent_wording});
    actor.run("sales.form.create", form).await.map(drop)
}

/// One person who called twice, written down a little differently: a suggestion, no certainty (CUS-14).
pub async fn look_alikes(actor: &Actor, place: &Value) -> Result<()> {
    let phone = "416 555 0188";
    for (last_name, city) in [("Osei-Lindqvist", "North York"), ("Osei Lindquist", "Toronto")] {
        let customer = json!({"first_name": "Katherine", "last_name": last_name, "phone": phone, "location_id": place,
            "address": {"city": city, "province": "ON", "country": "CA"}});
        actor.run("customers.customer.create", customer).await?;
    }
    Ok(())
}
