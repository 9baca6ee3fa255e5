//! The quote on paper: the price as the customer reads it, in the languages the place asks for.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use kernel::{
    Error, Result,
    money::{Money, Ratio},
    time::local_day,
};
use render::{
    Language, RenderError, Template,
    document::{
        Amount, Binding, Clause, Company, Contact, Decimal, Deposit, Evidence, Line, LineOption, Meta, Moment, Paper as Sheet,
        Part, Party, Percent, QuoteDocument, Range, Service, SignedQuoteDocument, Stop as PaperStop, StopRole as PaperRole,
        SumLine, TaxLine,
    },
    editions_for,
};

use super::{
    snapshot::{Side, Snapshot},
    stop::{Stop, StopRole},
};
use crate::{
    pricing::{Category, Priced, PricedLine, input::EstimateKind},
    words,
};

/// Everything a quote's paper shows.
pub struct Paper<'a> {
    /// With version from the second on.
    pub number: String,
    pub language: &'a str,
    pub title: &'a str,
    pub service_date: Date,
    pub valid_until: Date,
    pub terms: Option<&'a str>,
    pub stops: &'a [Stop],
    pub snapshot: &'a Snapshot,
    pub priced: &'a Priced,
    pub estimate: EstimateKind,
    /// Of sending; of the preview for drafts.
    pub made_at: Timestamp,
}

/// A finished file.
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub sha256: String,
}

fn amount(money: Money) -> Amount {
    Amount::new(money.amount_text(), money.currency().code())
}

pub(crate) fn moment(at: Timestamp, zone: &TimeZone) -> Moment {
    let local: Zoned = at.to_zoned(zone.clone());
    Moment::from(&local)
}

/// The languages of a paper: French first in Québec, English after it where the customer wishes it (QUO-42).
pub fn languages(province: &str, language: &str) -> Vec<Language> {
    editions_for(Some(province), Some(words::language(language)))
}

/// One document for each language.
pub fn papers(paper: &Paper<'_>) -> Result<Vec<QuoteDocument>> {
    let zone = super::zone(&paper.snapshot.timezone)?;
    languages(&paper.snapshot.province, paper.language).into_iter().map(|l| document(paper, l, &zone)).collect()
}

fn document(paper: &Paper<'_>, language: Language, zone: &TimeZone) -> Result<QuoteDocument> {
    let priced = paper.priced;
    let sums = words::sums(language);
    let notes: Vec<String> = priced.tax_notes.iter().map(|n| words::tax_note(n, language)).collect();
    let rounding = priced.lines.iter().find(|l| l.category == Category::Rounding).map(|l| amount(l.net));
    let discounts = (!priced.discount.is_zero())
        .then(|| priced.discount.checked_neg().map(|d| SumLine { label: sums.discount.into(), amount: amount(d) }))
        .transpose()
        .map_err(Error::internal)?;
    let mut taxes = Vec::with_capacity(priced.taxes.len());
    for tax in &priced.taxes {
        let rate = tax.rate.to_string();
        taxes.push(TaxLine {
            label: words::tax(tax, language),
            rate: Percent::new(rate.trim_end_matches('%').trim()),
            base: Some(amount(tax.base)),
            amount: amount(tax.amount),
        });
    }
    Ok(QuoteDocument {
        meta: Meta {
            language,
            number: paper.number.clone(),
            paper: if matches!(paper.snapshot.country.as_str(), "CA" | "US") { Sheet::Letter } else { Sheet::A4 },
            made_at: moment(paper.made_at, zone),
        },
        company: company(&paper.snapshot.company),
        customer: party(&paper.snapshot.customer),
        prepared_by: paper.snapshot.prepared_by.as_ref().filter(|s| !s.name.trim().is_empty()).map(|s| Contact {
            name: s.name.clone(),
            phone: s.phone.clone(),
            email: s.email.clone(),
        }),
        issued_on: local_day(paper.made_at, zone).into(),
        valid_until: paper.valid_until.into(),
        subject: Some(paper.title.to_owned()),
        introduction: None,
        service: Some(Service { date: Some(paper.service_date.into()), until: None, arrival: None, facts: Vec::new() }),
        stops: paper.stops.iter().filter(|s| s.is_known()).map(stop).collect(),
        parts: parts(priced, language)?,
        discounts: discounts.into_iter().collect(),
        subtotal: amount(priced.subtotal),
        taxes,
        tax_note: (!notes.is_empty()).then(|| notes.join(" ")),
        rounding,
        total: amount(priced.total),
        binding: Some(match paper.estimate {
            EstimateKind::NonBinding => Binding::NonBinding,
            EstimateKind::Binding => Binding::Binding,
            EstimateKind::NotToExceed => Binding::NotToExceed,
        }),
        binding_note: None,
        range: match (priced.low_total, priced.high_total) {
            (Some(low), Some(high)) if low != high => {
                Some(Range { low: amount(low), high: amount(high), note: Some(sums.hours_range.into()) })
            }
            _ => None,
        },
        deposit: (!priced.deposit.is_zero())
            .then(|| Deposit { amount: amount(priced.deposit), note: Some(sums.deposit_note.into()) }),
        terms: paper.terms.map(clauses).unwrap_or_default(),
        company_signs: false,
    })
}

fn clauses(terms: &str) -> Vec<Clause> {
    let paragraphs = terms.split("\n\n").map(str::trim).filter(|t| !t.is_empty());
    paragraphs.map(|text| Clause { title: None, text: text.to_owned() }).collect()
}

/// Lines in the order of pricing; what customers do not see line by line stands in one sum.
fn parts(priced: &Priced, language: Language) -> Result<Vec<Part>> {
    let shown = priced.lines.iter().filter(|l| l.public && l.category != Category::Rounding);
    let mut lines: Vec<Line> = shown.map(|l| line(l, language)).collect();
    let folded = folded(priced)?;
    if !folded.is_zero() {
        lines.push(Line {
            description: words::sums(language).folded.into(),
            detail: None,
            code: None,
            quantity: None,
            unit: None,
            unit_price: None,
            total: amount(folded),
            option: None,
        });
    }
    Ok(vec![Part { title: None, lines, subtotal: None }])
}

/// Sum of the chosen lines that are not shown one by one.
pub fn folded(priced: &Priced) -> Result<Money> {
    let hidden = priced.lines.iter().filter(|l| !l.public && l.selected && l.category != Category::Rounding);
    Money::sum(hidden.map(|l| l.amount), priced.currency).map_err(Error::internal)
}

/// A quantity to four decimals; a third of a month has no end.
pub fn decimal(quantity: Ratio) -> String {
    quantity.rounded_to(4).map_or_else(|_| quantity.to_string(), |q| q.to_string())
}

fn line(line: &PricedLine, language: Language) -> Line {
    let counted = line.quantity != Ratio::ONE || !words::unit(line.unit, language).is_empty();
    let unit = words::unit(line.unit, language);
    Line {
        description: words::line(line, language),
        detail: None,
        code: None,
        quantity: counted.then(|| Decimal::new(decimal(line.quantity))),
        unit: (counted && !unit.is_empty()).then(|| unit.to_owned()),
        unit_price: counted.then(|| Amount::new(line.unit_price.to_string(), line.amount.currency().code())),
        total: amount(line.amount),
        option: line.option.as_ref().map(|_| if line.selected { LineOption::Chosen } else { LineOption::NotChosen }),
    }
}

fn stop(stop: &Stop) -> PaperStop {
    PaperStop {
        role: match stop.role {
            StopRole::Yard => PaperRole::Yard,
            StopRole::Pickup => PaperRole::Pickup,
            StopRole::Dropoff => PaperRole::Delivery,
            StopRole::Storage => PaperRole::Storage,
            StopRole::Site => PaperRole::Site,
        },
        address: stop.lines(),
        access: stop.address.note.clone().filter(|n| !n.trim().is_empty()),
    }
}

pub(crate) fn company(side: &Side) -> Company {
    Company {
        name: side.name.clone(),
        tagline: None,
        address: side.address.clone(),
        phone: side.phone.clone(),
        email: side.email.clone(),
        website: side.website.clone(),
        colour: None,
        logo: None,
        letterhead: None,
        registrations: Vec::new(),
    }
}

fn party(side: &Side) -> Party {
    Party {
        name: side.name.clone(),
        company: side.company.clone(),
        address: side.address.clone(),
        phone: side.phone.clone(),
        email: side.email.clone(),
        registrations: Vec::new(),
    }
}

/// The quote as PDF; the same quote always gives the same bytes (QUO-42).
pub async fn quote_pdf(paper: &Paper<'_>) -> Result<Pdf> {
    let editions = papers(paper)?;
    render(Template::quote(), serde_json::to_value(&editions).map_err(Error::internal)?).await
}

/// The quote with the evidence of its signature as last page of each edition (QUO-47).
pub async fn signed_pdf(paper: &Paper<'_>, evidence: impl Fn(Language) -> Evidence) -> Result<Pdf> {
    let editions: Vec<SignedQuoteDocument> = papers(paper)?
        .into_iter()
        .map(|quote| SignedQuoteDocument { evidence: evidence(quote.meta.language), quote })
        .collect();
    render(Template::signed_quote(), serde_json::to_value(&editions).map_err(Error::internal)?).await
}

/// Setting type is work for the processor: off the threads that answer requests.
async fn render(template: Template, data: serde_json::Value) -> Result<Pdf> {
    let made = tokio::task::spawn_blocking(move || render::pdf(&template, &data)).await.map_err(Error::internal)?;
    match made {
        Ok(pdf) => Ok(Pdf { sha256: files::sha256_hex(&pdf.bytes), bytes: pdf.bytes }),
        Err(RenderError::BadValue { path, reason, .. }) if path.contains("signature") => {
            Err(Error::invalid("signature_svg", "NOT_A_DRAWING", format!("The signature cannot be drawn: {reason}.")))
        }
        Err(RenderError::MissingPlaceholder { path, .. }) => {
            Err(Error::conflict("PAPER_INCOMPLETE", format!("The paper cannot be made: {path} is missing.")))
        }
        Err(e) => Err(Error::internal(e)),
    }
}
