//! A submission becomes a lead, or a touch on the lead that is there (SAL-5), or waits in quarantine (SAL-6).

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{
    Result,
    ids::{CustomerId, LeadId},
    time::local_day,
};
use ports::{EnsureCustomerPort, WantedCustomer};
use serde_json::{Value, json};

use super::{
    Became, Channel, Context, Received, Submission,
    names::{self, Named, Names},
};
use crate::{
    block,
    lead::{
        assess,
        fraud::{self, Flag, Signs},
        repeat::{Enquiry, TAKEN_UP_AGAIN_DAYS, is_providers_repeat, is_same},
        status::Status,
        store::{self, NewTouch},
    },
};
use kernel::normal::{Email, Phone, country_of, domain_of, name_key};

/// Score at which a customer is the same (CUS-14).
const SAME_CUSTOMER: i32 = 90;
/// Where a lead came from when nobody says.
const UNSAID_SOURCE: &str = "Your Website";

/// Shortened to what can be kept; none when nothing is left.
fn kept(text: &Option<String>, most: usize) -> Option<String> {
    let text: String = text.as_deref()?.chars().filter(|c| *c != '\0').take(most).collect();
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// The submission, read.
struct Reading {
    names: Names,
    company_name: Option<String>,
    email: Option<Email>,
    phone: Option<Phone>,
    service_type: Option<String>,
    notes: Option<String>,
}

fn read(submission: &Submission, country: &str) -> Reading {
    let company_name = kept(&submission.company_name, 100);
    let mut notes = kept(&submission.notes, 10_000);
    let given_email = kept(&submission.email, 254);
    let email = given_email.as_deref().and_then(Email::read);
    if let (Some(text), None) = (&given_email, &email) {
        // What cannot be written to is not dropped either.
        let line = format!("E-mail as given: {text}");
        notes = Some(notes.map_or(line.clone(), |n| format!("{n}\n{line}")).chars().take(10_000).collect());
    }
    let phone = kept(&submission.phone, 60).map(|text| Phone::read(&text, country));
    let names = names::of(&Named {
        first_name: kept(&submission.first_name, 100).as_deref(),
        last_name: kept(&submission.last_name, 100).as_deref(),
        full_name: kept(&submission.full_name, 200).as_deref(),
        company_name: company_name.as_deref(),
        email: email.as_ref().map(|e| e.lower.as_str()),
        phone: phone.as_ref().map(Phone::stored),
    });
    Reading { names, company_name, email, phone, service_type: kept(&submission.service_type, 100), notes }
}

/// Takes a submission in.
pub async fn receive(tx: &TenantTx, submission: Submission, context: Context) -> Result<Received> {
    let defaults = store::defaults(tx, context.location_id).await?;
    let reading = read(&submission, &defaults.country);
    let email = reading.email.as_ref().map(|e| e.matching.as_str());
    let phone = reading.phone.as_ref().and_then(|p| p.e164.as_deref());
    let since = tx.now() - SignedDuration::from_hours(24 * TAKEN_UP_AGAIN_DAYS);
    let known = store::same_contact(tx, email, phone, since).await?;
    if let Some(provider) = context.provider {
        let repeat = known.iter().find(|row| {
            row.provider_id == Some(provider.id)
                && is_providers_repeat(
                    row.received_at,
                    tx.now(),
                    provider.window_hours,
                    (row.move_date, submission.move_date),
                )
        });
        if let Some(row) = repeat {
            return Ok(Received { id: row.id, number: row.number.clone(), became: Became::Repeat });
        }
    }
    let enquiry = Enquiry { service_type: reading.service_type.as_deref(), date: submission.move_date };
    let same = known
        .iter()
        .find(|row| is_same(Enquiry { service_type: row.service_type.as_deref(), date: row.move_date }, enquiry));
    if let Some(row) = same {
        return touch(tx, row, &submission, &reading, &context).await;
    }
    let flags = signs(tx, &submission, &reading, &context, &defaults.country).await?;
    let customer = match known.iter().find_map(|row| row.customer_id) {
        Some(customer) => Some(customer),
        None => recognised(tx, &submission, &reading, &context).await?,
    };
    insert(tx, &submission, &reading, &context, &defaults, &flags, customer).await
}

/// A further submission of a lead that is there; a closed one is taken up again, its clock anew.
async fn touch(
    tx: &TenantTx,
    row: &store::SameContactRow,
    submission: &Submission,
    reading: &Reading,
    context: &Context,
) -> Result<Received> {
    store::lock(tx, row.id).await?;
    let closed = !Status::read(&row.status).is_some_and(Status::is_open);
    if closed && row.quarantined_at.is_none() {
        store::reopen(tx, row.id).await?;
        tx.emit(
            NewEvent::new("sales.lead.status_changed", "lead", row.id.uuid())
                .location(row.location_id)
                .data(json!({"from": row.status, "to": Status::New.code(), "reopened": true})),
        );
    }
    let data = json!({"channel": context.channel.code(), "source": submission.source, "tracking": submission.tracking});
    let touch = NewTouch { kind: "SUBMISSION", is_human: false, note: reading.notes.as_deref(), outcome: None, data };
    store::add_touch(tx, row.id, touch).await?;
    assess::assess(tx, row.id).await?;
    tx.emit(
        NewEvent::new("sales.lead.touched", "lead", row.id.uuid())
            .location(row.location_id)
            .data(json!({"kind": "SUBMISSION", "reopened": closed})),
    );
    Ok(Received { id: row.id, number: row.number.clone(), became: Became::Touch })
}

/// A customer who is the same for certain.
async fn recognised(
    tx: &TenantTx,
    submission: &Submission,
    reading: &Reading,
    context: &Context,
) -> Result<Option<CustomerId>> {
    let wanted = WantedCustomer {
        first_name: reading.names.first_name.clone(),
        last_name: reading.names.last_name.clone(),
        company_name: reading.company_name.clone(),
        email: reading.email.as_ref().map(|e| e.lower.clone()),
        phone: reading.phone.as_ref().map(|p| p.stored().to_owned()),
        location_id: context.location_id,
        city: submission.origin.city.clone(),
        ..WantedCustomer::default()
    };
    let matches = tx.port::<EnsureCustomerPort>()?.matches(tx, &wanted).await?;
    Ok(matches.first().filter(|(_, _, score)| *score >= SAME_CUSTOMER).map(|(id, _, _)| *id))
}

async fn signs(
    tx: &TenantTx,
    submission: &Submission,
    reading: &Reading,
    context: &Context,
    country: &str,
) -> Result<Vec<(Flag, String)>> {
    // What a person enters was heard from a person.
    if matches!(context.channel, Channel::Hand | Channel::Call) {
        return Ok(vec![]);
    }
    let email = reading.email.as_ref().map(|e| e.matching.as_str());
    let phone = reading.phone.as_ref().and_then(|p| p.e164.as_deref());
    let domain = email.map(domain_of).unwrap_or_default();
    let network = context.network.as_deref();
    let asked = store::FraudCounts {
        network,
        phone,
        email,
        // Short texts are alike by chance.
        notes: reading.notes.as_deref().filter(|n| n.chars().count() >= 40),
        day_ago: tx.now() - SignedDuration::from_hours(24),
        month_ago: tx.now() - SignedDuration::from_hours(24 * 30),
    };
    let counts = store::fraud_counts(tx, asked).await?;
    let blocked = block::store::hits(tx, phone.unwrap_or_default(), email.unwrap_or_default(), domain, network).await?;
    let countries =
        [Some(country.to_owned()), submission.origin.country.clone(), submission.destination.country.clone()];
    Ok(fraud::flags(&Signs {
        blocked,
        from_network: counts.from_network + i64::from(network.is_some()),
        quarantined_from_network: counts.quarantined_from_network,
        names_of_phone: counts.names_of_phone + i64::from(phone.is_some()),
        email_domain: domain.to_owned(),
        phone_invalid: reading.phone.as_ref().is_some_and(|p| p.e164.is_none()),
        phone_country: phone.and_then(country_of),
        countries: countries.into_iter().flatten().map(|c| c.to_uppercase()).collect(),
        same_text: counts.same_text,
    }))
}

async fn insert(
    tx: &TenantTx,
    submission: &Submission,
    reading: &Reading,
    context: &Context,
    defaults: &store::Defaults,
    flags: &[(Flag, String)],
    customer: Option<CustomerId>,
) -> Result<Received> {
    let quarantined = context.spam.is_some() || fraud::is_quarantined(flags);
    let source = kept(&submission.source, 100).unwrap_or_else(|| match context.channel {
        Channel::Call => "Phone".into(),
        Channel::Hand => "Direct".into(),
        Channel::Form | Channel::Provider => UNSAID_SOURCE.into(),
    });
    store::know_source(tx, &source, &name_key(&source), kind_of_source(&source, context.channel)).await?;
    let zone_name = defaults.timezone.as_deref().unwrap_or(&defaults.company_timezone);
    let zone = jiff::tz::TimeZone::get(zone_name).unwrap_or(jiff::tz::TimeZone::UTC);
    let year = local_day(tx.now(), &zone).year();
    let id: LeadId = tx.new_id();
    let number = format!("L-{year}-{:06}", tx.number(&format!("lead-{year}")).await?);
    let phone = reading.phone.as_ref();
    let extension = kept(&submission.extension, 20).or_else(|| phone.and_then(|p| p.extension.clone()));
    let cities = (kept(&submission.origin.city, 100), kept(&submission.destination.city, 100));
    let tracking = if submission.tracking.is_object() { submission.tracking.clone() } else { json!({}) };
    let language = submission.language.as_deref().filter(|l| ["en", "fr"].contains(l)).unwrap_or(&defaults.language);
    store::insert(
        tx,
        store::Insert {
            id,
            number: &number,
            customer_id: customer,
            location_id: context.location_id,
            assigned_to: context.assigned_to,
            first_name: reading.names.first_name.as_deref(),
            last_name: reading.names.last_name.as_deref(),
            full_name: &reading.names.full_name,
            company_name: reading.company_name.as_deref(),
            name_key: &reading.names.key,
            email: reading.email.as_ref().map(|e| e.lower.as_str()),
            phone: phone.map(Phone::stored),
            email_match: reading.email.as_ref().map(|e| e.matching.as_str()),
            phone_e164: phone.and_then(|p| p.e164.as_deref()),
            phone_extension: extension.as_deref(),
            phone_state: if phone.is_some_and(|p| p.e164.is_none()) { "INVALID" } else { "UNVERIFIED" },
            language,
            source: &source,
            provider_id: context.provider.map(|p| p.id),
            channel: context.channel.code(),
            service_type: reading.service_type.as_deref(),
            move_size: kept(&submission.move_size, 100).as_deref(),
            move_date: submission.move_date,
            move_date_open: false,
            origin: &json!(submission.origin),
            destination: &json!(submission.destination),
            origin_city: cities.0.as_deref(),
            destination_city: cities.1.as_deref(),
            rental: &json!(submission.rental),
            notes: reading.notes.as_deref(),
            tracking: &tracking,
            network: context.network.as_deref(),
            clock_started_at: (!quarantined).then(|| tx.now()),
            quarantined_at: quarantined.then(|| tx.now()),
        },
    )
    .await?;
    for (flag, evidence) in flags {
        store::add_flag(tx, id, *flag, evidence).await?;
    }
    let data = json!({"channel": context.channel.code(), "spam": context.spam});
    let touch = NewTouch { kind: "SUBMISSION", is_human: false, note: None, outcome: None, data };
    store::add_touch(tx, id, touch).await?;
    if context.channel == Channel::Call {
        let call = NewTouch { kind: "CALL_IN", is_human: false, note: None, outcome: None, data: json!({}) };
        store::add_touch(tx, id, call).await?;
    }
    assess::assess(tx, id).await?;
    let name = if quarantined { "sales.lead.quarantined" } else { "sales.lead.received" };
    tx.emit(
        NewEvent::new(name, "lead", id.uuid()).location(context.location_id).data(told(submission, context, &number)),
    );
    let became = if quarantined { Became::Quarantined } else { Became::Lead };
    Ok(Received { id, number, became })
}

/// What others may hear: nothing of the person, but what the person agreed to.
fn told(submission: &Submission, context: &Context, number: &str) -> Value {
    json!({
        "number": number,
        "channel": context.channel.code(),
        "opt_in": submission.opt_in,
        "wording": kept(&submission.wording, 2_000),
        "provider_id": context.provider.map(|p| p.id),
    })
}

/// The kind of a source nobody has described yet, by its name.
fn kind_of_source(name: &str, channel: Channel) -> &'static str {
    let key = name_key(name);
    let has = |words: &[&str]| words.iter().any(|w| key.contains(w));
    if has(&["referral", "friend", "word of mouth"]) {
        "REFERRAL"
    } else if has(&["partner", "realtor", "broker"]) {
        "PARTNER"
    } else if has(&["facebook", "instagram", "linkedin", "social"]) {
        "SOCIAL"
    } else if has(&["website", "google", "web", "search"]) || channel == Channel::Form {
        "WEBSITE"
    } else if has(&["phone", "call"]) {
        "PHONE"
    } else if has(&["mail"]) {
        "EMAIL"
    } else if has(&["direct", "walk in"]) {
        "DIRECT"
    } else {
        "OTHER"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_1_whatever_was_given_is_kept() {
        let it = Submission {
            email: Some("not an address".into()),
            notes: Some("Third floor.".into()),
            ..Submission::default()
        };
        let reading = read(&it, "CA");
        assert!(reading.email.is_none());
        assert_eq!(reading.notes.as_deref(), Some("Third floor.\nE-mail as given: not an address"));
        assert_eq!(kept(&Some("a\0b".into()), 10).as_deref(), Some("ab"));
        assert_eq!(kept(&Some("  ".into()), 10), None);
    }
    #[test]
    fn sal_35_an_unknown_source_gets_a_kind() {
        assert_eq!(kind_of_source("Your Website", Channel::Provider), "WEBSITE");
        assert_eq!(kind_of_source("Friend of a customer", Channel::Provider), "REFERRAL");
        assert_eq!(kind_of_source("Billboard", Channel::Hand), "OTHER");
    }
}
