//! The invoice on paper: the data as frozen at issue, and the file made from it.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{
    Error, Result,
    money::{Money, Ratio, tax::TaxKind},
};
use render::{
    Language, RenderError, Template,
    document::{
        Amount, Company, Decimal, Fact, InvoiceDocument, InvoiceKind, Line as PaperLine, Meta, Moment, Paper as Sheet,
        Part, Party, Percent, Registration as PaperRegistration, SumLine, TaxLine as PaperTax,
    },
    editions_for,
};
use serde_json::Value;

use super::{Line, reckon::Totals, store::Parties, words};
use crate::tax::Registration;

/// Everything an invoice's paper shows.
pub struct Paper<'a> {
    /// None while it is a draft.
    pub number: Option<&'a str>,
    pub language: &'a str,
    pub parties: &'a Parties,
    /// The seller's registrations with their numbers.
    pub registrations: &'a [(Registration, String)],
    pub lines: &'a [Line],
    pub totals: &'a Totals,
    pub issued_on: Date,
    pub supplied_on: Option<Date>,
    pub due_on: Option<Date>,
    pub job: Option<&'a str>,
    /// For whom the work was done, where somebody else pays.
    pub served: Option<&'a str>,
    pub purchase_order: Option<&'a str>,
    pub made_at: Timestamp,
    pub zone: &'a TimeZone,
}

/// A finished file.
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub sha256: String,
}

fn amount(money: Money) -> Amount {
    Amount::new(money.amount_text(), money.currency().code())
}

/// A quantity to four decimals; a third of a month has no end.
pub fn decimal(quantity: Ratio) -> String {
    quantity.rounded_to(4).map_or_else(|_| quantity.to_string(), |q| q.to_string())
}

fn given(text: Option<&String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn address(street: Option<&String>, rest: [Option<&String>; 3]) -> Vec<String> {
    let second = rest.into_iter().filter_map(given).collect::<Vec<_>>().join(" ");
    [given(street), Some(second)].into_iter().flatten().filter(|line| !line.is_empty()).collect()
}

/// One document for each language: French first in Québec, English after it where the customer wishes it.
pub fn editions(paper: &Paper<'_>) -> Result<Value> {
    let province = Some(paper.parties.location_province.as_str());
    let languages = editions_for(province, Some(words::language(paper.language)));
    let made: Result<Vec<InvoiceDocument>> = languages.into_iter().map(|l| document(paper, l)).collect();
    serde_json::to_value(made?).map_err(Error::internal)
}

fn document(paper: &Paper<'_>, language: Language) -> Result<InvoiceDocument> {
    let (totals, parties, labels) = (paper.totals, paper.parties, words::labels(language));
    let notes: Vec<String> = totals.notes.iter().map(|note| words::tax_note(note, language)).collect();
    let rounding = paper.lines.iter().find(|line| line.is_rounding()).map(|line| line.amount);
    let subtotal = totals.subtotal.checked_sub(rounding.unwrap_or(Money::zero(totals.total.currency())));
    let discount = sum(paper, paper.lines.iter().map(|line| line.discount))?.checked_neg().map_err(Error::internal)?;
    let mut references = vec![];
    for (label, value) in
        [(labels.job, paper.job), (labels.served, paper.served), (labels.purchase_order, paper.purchase_order)]
    {
        if let Some(value) = value {
            references.push(Fact { label: label.to_owned(), value: value.to_owned() });
        }
    }
    let country = parties.seller_country.as_str();
    Ok(InvoiceDocument {
        meta: Meta {
            language,
            number: paper.number.unwrap_or(labels.draft).to_owned(),
            paper: if matches!(country, "CA" | "US") { Sheet::Letter } else { Sheet::A4 },
            made_at: Moment::from(&paper.made_at.to_zoned(paper.zone.clone())),
        },
        kind: if country == "IN" { InvoiceKind::TaxInvoice } else { InvoiceKind::Invoice },
        draft: paper.number.is_none(),
        company: seller(paper, language),
        bill_to: payer(parties),
        contact: None,
        issued_on: paper.issued_on.into(),
        supplied_on: paper.supplied_on.map(Into::into),
        due_on: paper.due_on.map(Into::into),
        references,
        parts: vec![Part { title: None, lines: lines(paper, language)?, subtotal: None }],
        discounts: if discount.is_zero() {
            vec![]
        } else {
            vec![SumLine { label: labels.discount.into(), amount: amount(discount) }]
        },
        subtotal: amount(subtotal.map_err(Error::internal)?),
        taxes: totals
            .taxes
            .iter()
            .map(|tax| PaperTax {
                label: words::tax(tax, language),
                rate: Percent::new(tax.rate.to_string().trim_end_matches('%').trim()),
                base: Some(amount(tax.base)),
                amount: amount(tax.amount),
            })
            .collect(),
        tax_note: (!notes.is_empty()).then(|| notes.join(" ")),
        rounding: rounding.filter(|r| !r.is_zero()).map(amount),
        total: amount(totals.total),
        payments: vec![],
        balance: amount(totals.total),
        payment_instructions: parties
            .payment_instructions
            .as_deref()
            .map(|text| text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect())
            .unwrap_or_default(),
        terms: vec![],
        e_invoice_reference: None,
        e_invoice_code: None,
    })
}

fn sum(paper: &Paper<'_>, amounts: impl Iterator<Item = Money>) -> Result<Money> {
    Money::sum(amounts, paper.totals.total.currency()).map_err(Error::internal)
}

/// Lines in the order of the price; what payers do not see line by line stands in one sum.
fn lines(paper: &Paper<'_>, language: Language) -> Result<Vec<PaperLine>> {
    let shown = paper.lines.iter().filter(|line| line.public && !line.is_rounding());
    let mut lines: Vec<PaperLine> = shown.map(|line| paper_line(line, language)).collect();
    let folded = sum(paper, paper.lines.iter().filter(|l| !l.public && !l.is_rounding()).map(|l| l.amount))?;
    if !folded.is_zero() {
        lines.push(PaperLine {
            description: words::labels(language).folded.into(),
            detail: None,
            code: None,
            quantity: None,
            unit: None,
            unit_price: None,
            total: amount(folded),
            option: None,
        });
    }
    Ok(lines)
}

fn paper_line(line: &Line, language: Language) -> PaperLine {
    let unit = words::unit(&line.unit, language);
    let counted = line.quantity != Ratio::ONE || !unit.is_empty();
    PaperLine {
        description: line.description.clone(),
        detail: None,
        code: None,
        quantity: counted.then(|| Decimal::new(decimal(line.quantity))),
        unit: (counted && !unit.is_empty()).then(|| unit.to_owned()),
        unit_price: counted.then(|| Amount::new(line.unit_price.to_string(), line.amount.currency().code())),
        total: amount(line.amount),
        option: None,
    }
}

/// The legal seller; what it does not say of itself is the location's.
fn seller(paper: &Paper<'_>, language: Language) -> Company {
    let p = paper.parties;
    let own = address(
        p.seller_street.as_ref(),
        [&p.seller_city, &p.seller_region, &p.seller_postal_code].map(Option::as_ref),
    );
    let province = Some(p.location_province.clone());
    let place = [&p.location_city, &province, &p.location_postal_code].map(Option::as_ref);
    let mut registrations: Vec<PaperRegistration> = vec![];
    for (registration, number) in paper.registrations.iter().filter(|(r, _)| r.is_valid(paper.issued_on)) {
        let label = words::registration(registration.tax, language).to_owned();
        let label = match (registration.tax, registration.jurisdiction.split_once('-')) {
            (TaxKind::Pst | TaxKind::SalesTax, Some((_, region))) => format!("{label} {region}"),
            _ => label,
        };
        let one = PaperRegistration { label, number: number.clone() };
        if !registrations.contains(&one) {
            registrations.push(one);
        }
    }
    Company {
        name: p.legal_name.clone(),
        tagline: None,
        address: if p.seller_street.is_some() { own } else { address(p.location_street.as_ref(), place) },
        phone: given(p.seller_phone.as_ref()).or_else(|| given(p.location_phone.as_ref())),
        email: given(p.seller_email.as_ref()).or_else(|| given(p.location_email.as_ref())),
        website: None,
        colour: None,
        logo: None,
        letterhead: None,
        registrations,
    }
}

fn payer(p: &Parties) -> Party {
    let place = [&p.customer_city, &p.customer_province, &p.customer_postal_code].map(Option::as_ref);
    Party {
        name: p.customer_name.clone(),
        company: p.customer_company.clone().filter(|company| *company != p.customer_name),
        address: address(p.customer_street.as_ref(), place),
        phone: p.customer_phone.clone(),
        email: p.customer_email.clone(),
        registrations: vec![],
    }
}

/// The file; the same data always give the same bytes. Setting type is work for the processor: off the threads
/// that answer requests.
pub async fn render(document: Value) -> Result<Pdf> {
    let set = move || render::pdf(&Template::invoice(), &document);
    match tokio::task::spawn_blocking(set).await.map_err(Error::internal)? {
        Ok(pdf) => Ok(Pdf { sha256: files::sha256_hex(&pdf.bytes), bytes: pdf.bytes }),
        Err(RenderError::MissingPlaceholder { path, .. }) => {
            Err(Error::conflict("PAPER_INCOMPLETE", format!("The paper cannot be made: {path} is missing.")))
        }
        Err(e) => Err(Error::internal(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::reckon::tests::{line, seller as selling, totals};
    use jiff::civil::date;
    use kernel::money::{
        Currency,
        tax::{Place, SupplyPlaces, TaxClass},
    };

    fn parties(province: &str) -> Parties {
        Parties {
            legal_name: "Déménagement Belle-Rive inc.".into(),
            seller_currency: "CAD".into(),
            seller_country: "CA".into(),
            seller_region: Some(province.into()),
            seller_street: Some("905, rue Ontario Est".into()),
            seller_city: Some("Montréal".into()),
            seller_postal_code: Some("H2L 1P4".into()),
            seller_email: None,
            seller_phone: None,
            terms_days: 30,
            payment_instructions: Some("Virement Interac\n\nbonjour@bellerive.example".into()),
            saskatchewan_crane_pst: None,
            location_street: None,
            location_city: Some("Montréal".into()),
            location_province: province.into(),
            location_postal_code: None,
            location_country: "CA".into(),
            location_phone: Some("514 555 0119".into()),
            location_email: None,
            customer_name: "Élise Tremblay".into(),
            customer_company: None,
            customer_street: None,
            customer_city: Some("Laval".into()),
            customer_province: Some(province.into()),
            customer_postal_code: None,
            customer_email: None,
            customer_phone: None,
            customer_terms_days: Some(0),
            po_required: false,
        }
    }

    fn made(province: &str, number: Option<&str>) -> Value {
        let home = Place::new("CA", province);
        let places = SupplyPlaces::between(home.clone(), home);
        let labour = line("labour", TaxClass::Freight, "LABOUR", 130_000, Currency::Cad);
        let fuel = line("fuel", TaxClass::Freight, "PERCENTAGE_FEE", 4_000, Currency::Cad);
        let mut lines = vec![
            Line { discount: Money::new(10_000, Currency::Cad), places: places.clone(), ..labour },
            Line { public: false, places, ..fuel },
        ];
        let (day, seller, parties) = (date(2026, 5, 24), selling("CA", province), parties(province));
        let totals = totals(&mut lines, day, &seller);
        let numbers: Vec<_> = seller.registrations.into_iter().take(2).map(|r| (r, "10000 0002".to_owned())).collect();
        let zone = TimeZone::get("America/Toronto").expect("a zone");
        let paper = Paper {
            number,
            language: "en",
            parties: &parties,
            registrations: &numbers,
            lines: &lines,
            totals: &totals,
            issued_on: day,
            supplied_on: None,
            due_on: Some(date(2026, 6, 23)),
            job: Some("J-000311"),
            served: None,
            purchase_order: None,
            made_at: "2026-05-24T22:00:00Z".parse().expect("an instant"),
            zone: &zone,
        };
        editions(&paper).expect("papers")
    }

    #[tokio::test]
    async fn the_frozen_data_always_give_the_same_file() {
        let document = made("ON", Some("INV-000045"));
        let (first, second) =
            (render(document.clone()).await.expect("a file"), render(document).await.expect("a file"));
        assert!(first.bytes.starts_with(b"%PDF"));
        assert_eq!(first.sha256, second.sha256);
    }

    #[test]
    fn in_quebec_french_comes_first_and_english_on_wish() {
        let document = made("QC", Some("INV-000046"));
        let text = |at: usize, path: &str| document[at].pointer(path).cloned().unwrap_or_default();
        assert_eq!((text(0, "/meta/language"), text(1, "/meta/language")), ("fr".into(), "en".into()));
        assert_eq!((text(0, "/taxes/1/label"), text(1, "/taxes/1/label")), ("TVQ (QC)".into(), "QST (QC)".into()));
        assert_eq!(text(0, "/total/amount"), "1425.69");
        assert_eq!(text(0, "/parts/0/lines/1/description"), "Autres frais", "what is not public stands in one sum");
        assert_eq!(text(0, "/discounts/0/amount/amount"), "-100.00");
        assert_eq!(text(0, "/company/registrations/0/label"), "TPS/TVH");
        assert_eq!(document[0]["payment_instructions"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_draft_is_marked_as_one() {
        let document = made("ON", None);
        assert_eq!((&document[0]["draft"], &document[0]["meta"]["number"]), (&true.into(), &"Draft".into()));
    }
}
