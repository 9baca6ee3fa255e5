//! The quote on paper: the price as the customer reads it, in the languages the place asks for.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use kernel::{
    Error, Problems, Result,
    money::{Money, Ratio},
    time::local_day,
};
use render::{
    Language,
    document::{
        Amount, Binding, Clause, Company, Contact, Decimal, Deposit, Fact, Line, LineOption, Meta, Moment,
        Paper as Sheet, Part, Party, Percent, QuoteDocument, Range, Service, Stop as PaperStop, StopRole as PaperRole,
        SumLine, TaxLine,
    },
    editions_for,
};

use super::{
    promise,
    snapshot::{Side, Snapshot},
    stop::{Stop, StopRole},
};
use crate::{
    pricing::{Category, Priced, PricedLine, PricingInput, input::EstimateKind},
    stationery::Dress,
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
    pub input: &'a PricingInput,
    /// Of sending; of the preview for drafts.
    pub made_at: Timestamp,
    /// The company's own words; none: the shipped layout alone.
    pub dress: Option<&'a Dress>,
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
    let editions = languages(&paper.snapshot.province, paper.language).into_iter();
    let mut editions: Vec<QuoteDocument> = editions.map(|l| document(paper, l, &zone)).collect::<Result<_>>()?;
    if let Some(dress) = paper.dress {
        let mut problems = Problems::new();
        for edition in &mut editions {
            dress.put_on(edition, paper, &mut problems);
        }
        problems.finish()?;
    }
    Ok(editions)
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
        service: Some(Service {
            date: Some(paper.service_date.into()),
            until: None,
            arrival: None,
            facts: served(paper, language),
        }),
        stops: paper.stops.iter().filter(|s| s.is_known()).map(stop).collect(),
        parts: parts(priced, language)?,
        discounts: discounts.into_iter().collect(),
        subtotal: amount(priced.subtotal),
        taxes,
        tax_note: (!notes.is_empty()).then(|| notes.join(" ")),
        rounding,
        total: amount(priced.total),
        binding: Some(match paper.input.estimate {
            EstimateKind::NonBinding => Binding::NonBinding,
            EstimateKind::Binding => Binding::Binding,
            EstimateKind::NotToExceed => Binding::NotToExceed,
        }),
        binding_note: promise::cap(paper, language),
        range: match (priced.low_total, priced.high_total) {
            (Some(low), Some(high)) if low != high => {
                Some(Range { low: amount(low), high: amount(high), note: Some(sums.hours_range.into()) })
            }
            _ => None,
        },
        deposit: (!priced.deposit.is_zero())
            .then(|| Deposit { amount: amount(priced.deposit), note: Some(sums.deposit_note.into()) }),
        terms: promise::covers(paper, language)?.into_iter().chain(paper.terms.into_iter().flat_map(clauses)).collect(),
        company_signs: false,
    })
}

/// For whom the work is done, where somebody else pays.
fn served(paper: &Paper<'_>, language: Language) -> Vec<Fact> {
    let name = paper.snapshot.served.clone();
    let fact = |value| Fact { label: words::sums(language).served.into(), value };
    name.map(fact).into_iter().collect()
}

pub(crate) fn clauses(terms: &str) -> Vec<Clause> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::{fixtures::moving_example, input::PricingInput, price};
    use crate::quote::print::{quote_pdf, signed_pdf};
    use jiff::civil::date;
    use kernel::money::tax::{TaxAnswer, TaxDecider, TaxProblem, TaxQuestion};
    use serde_json::json;

    /// A place without sales tax.
    struct NoTax;
    impl TaxDecider for NoTax {
        fn decide(&self, _: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
            Ok(TaxAnswer { taxes: Vec::new(), notes: Vec::new() })
        }
    }

    fn input() -> PricingInput {
        serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03",
            "parts": [{"key": "move", "tariff_version_id": moving_example().id, "service_date": "2026-09-09",
                "places": {"origin": {"country": "CA", "region": "ON"}},
                "work": {"kind": "MOVE", "weight_lb": "1000", "valuation": {"option": "FULL_REPLACEMENT", "deductible": "500"},
                    "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 300},
                    "travel": {"rule_key": "travel.none"}}}}]
        }))
        .expect("an input")
    }

    fn priced() -> Priced {
        price(&input(), &[moving_example()], &NoTax).expect("a price")
    }

    fn snapshot(province: &str) -> Snapshot {
        Snapshot {
            served: None,
            company: Side { name: "Déménagement Belle-Rive".into(), ..Side::default() },
            customer: Side { name: "Élise Tremblay".into(), ..Side::default() },
            prepared_by: None,
            province: province.into(),
            country: "CA".into(),
            timezone: "America/Toronto".into(),
        }
    }

    fn paper<'a>(snapshot: &'a Snapshot, priced: &'a Priced, input: &'a PricingInput, language: &'a str) -> Paper<'a> {
        Paper {
            number: "Q-2026-000123".into(),
            language,
            title: "Move: Montréal → Laval",
            service_date: date(2026, 9, 9),
            valid_until: date(2026, 7, 3),
            terms: Some("One.\n\nTwo."),
            stops: &[],
            snapshot,
            priced,
            input,
            made_at: "2026-06-03T14:15:00Z".parse().expect("an instant"),
            dress: None,
        }
    }

    #[tokio::test]
    async fn quo_42_the_same_quote_gives_the_same_bytes() {
        let (snapshot, priced, input) = (snapshot("ON"), priced(), input());
        let first = quote_pdf(&paper(&snapshot, &priced, &input, "en")).await.expect("a file");
        let second = quote_pdf(&paper(&snapshot, &priced, &input, "en")).await.expect("a file");
        assert!(first.bytes.starts_with(b"%PDF"));
        assert_eq!(first.sha256, second.sha256);
    }

    #[test]
    fn quo_42_in_quebec_french_comes_first_and_english_on_wish() {
        let (snapshot, priced, input) = (snapshot("QC"), priced(), input());
        let editions = papers(&paper(&snapshot, &priced, &input, "en")).expect("papers");
        let languages: Vec<_> = editions.iter().map(|e| e.meta.language).collect();
        assert_eq!(languages, [Language::Fr, Language::En]);
        assert_eq!(editions[0].parts[0].lines[0].description, "Main-d’œuvre");
        assert_eq!(editions[1].parts[0].lines[0].description, "Labour");
        assert_eq!(editions[0].total.amount, "751.00");
        assert_eq!(editions[0].terms.len(), 3, "the cover, then the terms");
    }

    #[test]
    fn quo_16_and_19_the_paper_says_what_protects_the_goods_and_what_may_be_collected() {
        let (snapshot, priced, input) = (snapshot("ON"), priced(), input());
        let edition = papers(&paper(&snapshot, &priced, &input, "en")).expect("papers").remove(0);
        let cover = &edition.terms[0];
        assert_eq!(cover.title.as_deref(), Some("Protection of goods"));
        assert!(cover.text.contains("7,000.00") && cover.text.contains("500.00"), "{}", cover.text);
        assert!(edition.binding_note.is_some_and(|note| note.contains("10 %")), "Ontario consumers");
    }

    #[tokio::test]
    async fn quo_47_the_signed_paper_ends_with_its_evidence() {
        use crate::portal::{Method, Signing};
        let (snapshot, priced, input) = (snapshot("ON"), priced(), input());
        let paper = paper(&snapshot, &priced, &input, "en");
        let facts = engine::RequestFacts::internal(uuid::Uuid::nil());
        let zone = crate::quote::zone("America/Toronto").expect("a zone");
        let signing = Signing {
            name: "Élise Tremblay",
            email: None,
            method: Method::Drawn,
            svg: Some(
                r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1l3 3" stroke="#123"/></svg>"##,
            ),
            shown_sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            at: "2026-06-05T23:42:08Z".parse().expect("an instant"),
            zone: &zone,
            facts: &facts,
            priced: &priced,
            verify_at: "https://crm.example/verify".into(),
        };
        let signed = signed_pdf(&paper, |l| signing.evidence(l)).await.expect("a file");
        assert_ne!(signed.sha256, quote_pdf(&paper).await.expect("a file").sha256);
        let broken = Signing { svg: Some("<svg><path d=''</svg>"), ..signing };
        let refused = signed_pdf(&paper, |l| broken.evidence(l)).await.map(|p| p.sha256).expect_err("no drawing");
        assert_eq!(refused.problems.first().map(|p| p.field.as_str()), Some("signature_svg"), "{refused}");
    }
}
