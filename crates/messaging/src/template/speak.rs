//! Messages that answer an event by themselves, where a company has switched them on.

use engine::{Event, TenantTx};
use kernel::{
    ErrorKind, Id, Result,
    ids::{CustomerId, LocationId},
    money::Money,
};
use ports::{Channel, Filling};

use super::{
    declared,
    store::{self, Place},
    write::{Order, write},
};
use crate::message::{send, store::customer_card};

/// The record an event is about, as far as its message shows it.
#[derive(Default)]
struct Facts {
    customer_id: Option<CustomerId>,
    location_id: Option<LocationId>,
    /// Where the record itself says how to reach them.
    email: Option<String>,
    phone: Option<String>,
    language: Option<String>,
    values: Vec<(&'static str, Filling)>,
}

fn text(value: &str) -> Filling {
    Filling::Text(value.to_owned())
}

fn money(minor: i64, currency: &str) -> Option<Filling> {
    Some(Filling::Money(Money::new(minor, currency.parse().ok()?)))
}

/// What is known of the record; none when it is gone.
async fn facts(tx: &TenantTx, event: &Event) -> Result<Option<Facts>> {
    Ok(match event.entity.as_str() {
        "lead" => store::lead_facts(tx, Id::from_uuid(event.entity_id)).await?.map(|lead| {
            let mut values = vec![("number", text(&lead.number)), ("customer", text(&lead.full_name))];
            values.extend(lead.move_date.map(|day| ("day", Filling::Day(day))));
            Facts {
                customer_id: lead.customer_id,
                location_id: lead.location_id,
                email: lead.email,
                phone: lead.phone,
                language: Some(lead.language),
                values,
            }
        }),
        "quote" => store::quote_facts(tx, Id::from_uuid(event.entity_id)).await?.map(|quote| {
            let values = vec![
                ("day", Filling::Day(quote.service_date)),
                ("number", text(&format!("{}-{}", quote.number, quote.quote_version))),
                ("title", text(&quote.title)),
                ("valid_until", Filling::Day(quote.valid_until)),
            ];
            of_customer(quote.customer_id, quote.location_id, values)
        }),
        "job" => store::job_facts(tx, Id::from_uuid(event.entity_id)).await?.map(|job| {
            let mut values = vec![("number", text(&job.number)), ("title", text(&job.title))];
            values.extend(job.service_date.map(|day| ("day", Filling::Day(day))));
            if let (Some(from), Some(until)) = (job.actual_start, job.actual_end) {
                values.push(("duration", Filling::Minutes(until.duration_since(from).as_mins())));
            }
            of_customer(job.customer_id, job.location_id, values)
        }),
        "journey" => store::journey_facts(tx, Id::from_uuid(event.entity_id)).await?.map(|journey| {
            let values = vec![("arrival", Filling::Time(journey.planned_start))];
            of_customer(journey.customer_id, journey.location_id, values)
        }),
        "invoice" => store::invoice_facts(tx, Id::from_uuid(event.entity_id)).await?.map(|invoice| {
            let mut values = vec![("title", text(&invoice.title))];
            values.extend(invoice.number.as_deref().map(|number| ("number", text(number))));
            values.extend(money(invoice.total_minor, &invoice.currency).map(|total| ("total", total)));
            values.extend(money(invoice.balance_minor, &invoice.currency).map(|balance| ("balance", balance)));
            values.extend(invoice.due_date.map(|day| ("due", Filling::Day(day))));
            of_customer(invoice.customer_id, invoice.location_id, values)
        }),
        "payment" => store::payment_facts(tx, Id::from_uuid(event.entity_id)).await?.map(|payment| {
            let mut values = vec![("number", text(&payment.number)), ("received", Filling::Time(payment.received_at))];
            values.extend(money(payment.amount_minor, &payment.currency).map(|amount| ("amount", amount)));
            of_customer(payment.customer_id, payment.location_id, values)
        }),
        _ => None,
    })
}

fn of_customer(customer_id: CustomerId, location_id: LocationId, values: Vec<(&'static str, Filling)>) -> Facts {
    Facts { customer_id: Some(customer_id), location_id: Some(location_id), values, ..Facts::default() }
}

/// Writes every message that answers the event and is switched on there, each once however often the event comes.
pub async fn speak(tx: &TenantTx, event: Event) -> Result<()> {
    let mut wanted = Vec::new();
    for declared in declared::all().filter(|declared| declared.event == Some(event.name.as_str())) {
        if store::is_on(tx, Place { key: declared.key, location: event.location }).await? {
            wanted.push(declared);
        }
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let Some(facts) = facts(tx, &event).await? else { return Ok(()) };
    let card = match facts.customer_id {
        Some(customer) => customer_card(tx, customer).await?,
        None => None,
    };
    let (email, phone) = card.map_or((None, None), |card| (card.email, card.phone));
    let (email, phone) = (facts.email.or(email), facts.phone.or(phone));
    for declared in wanted {
        let point = match declared.channel {
            Channel::Email => email.clone(),
            // Without a number of ours there is nothing to text with.
            Channel::Sms
                if crate::sender::store::for_location(tx, Channel::Sms, facts.location_id).await?.is_some() =>
            {
                phone.clone()
            }
            Channel::Sms => None,
        };
        let Some(given) = point else { continue };
        let to = match send::point(tx, declared.channel, &given, facts.location_id).await {
            Ok(to) => to,
            // What was typed there is no number.
            Err(e) if e.kind == ErrorKind::Invalid => continue,
            Err(e) => return Err(e),
        };
        let order = Order {
            declared,
            to,
            language: facts.language.clone(),
            values: facts.values.clone(),
            customer_id: facts.customer_id,
            location_id: facts.location_id.or(event.location),
            about: (event.entity.clone(), event.entity_id),
            attachments: vec![],
            key: Some(format!("event:{}:{}", event.id, declared.key)),
        };
        write(tx, order).await?;
    }
    Ok(())
}
