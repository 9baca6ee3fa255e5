//! Tax: book.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::money::tax::{
    Place, TaxAnswer, TaxClass, TaxDecider, TaxKind, TaxLine, TaxNote, TaxProblem, TaxQuestion, TaxShare, TaxableLine,
};
use kernel::money::{Money, MoneyError, Rate, split_largest_remainder};

use super::places::{PlaceRule, PlaceRuleRow};
use super::rates::TaxRateRow;
use super::supply::{Charge, Supply};
use super::{canada, india, united_states};

/// A seller's registration for a tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The tax; GST stands for HST too, IGST for all of India.
    pub tax: TaxKind,
    /// `CA`, `CA-QC`, `IN-MH` and so on.
    pub jurisdiction: String,
    /// First day.
    pub valid_from: Date,
    /// First day it no longer holds.
    pub valid_to: Option<Date>,
}

/// Who sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// The seller's address; in India the state from which it sells.
    pub place: Place,
    /// Its registrations.
    pub registrations: Vec<Registration>,
    /// Whether cranes with operator carry Saskatchewan's PST; decided once by the seller.
    pub saskatchewan_crane_pst: Option<bool>,
}

/// A seller and the dated rows; answers what tax a document carries.
pub struct TaxBook<'a> {
    /// Who sells.
    pub seller: &'a Seller,
    /// Rates of the law.
    pub rates: &'a [TaxRateRow],
    /// Rates the company entered itself; they come first.
    pub company_rates: &'a [TaxRateRow],
    /// Rules of place.
    pub places: &'a [PlaceRuleRow],
}

type TaxKey = (String, TaxKind, Rate);

impl TaxDecider for TaxBook<'_> {
    fn decide(&self, question: &TaxQuestion) -> Result<TaxAnswer, Vec<TaxProblem>> {
        let mut answer = TaxAnswer::default();
        if let Some(reason) = &question.untaxed_reason {
            answer.notes.push(TaxNote::LeftOut { reason: reason.clone() });
            return Ok(answer);
        }
        let mut problems = Vec::new();
        let mut bases: BTreeMap<TaxKey, Vec<(String, Money)>> = BTreeMap::new();
        for line in &question.lines {
            match self.charges(question, line, &mut answer.notes) {
                Ok(charges) => {
                    for charge in charges {
                        let key = (charge.jurisdiction, charge.tax, charge.rate);
                        bases.entry(key).or_default().push((line.key.clone(), charge.base));
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        for ((jurisdiction, tax, rate), parts) in bases {
            match tax_line(jurisdiction, tax, rate, parts) {
                Ok(line) => answer.taxes.push(line),
                Err(error) => problems.push(TaxProblem::Arithmetic { reason: error.to_string() }),
            }
        }
        answer.notes = without_repeats(answer.notes);
        if problems.is_empty() { Ok(answer) } else { Err(problems) }
    }
}

impl TaxBook<'_> {
    /// What one line is charged with.
    fn charges(
        &self,
        question: &TaxQuestion,
        line: &TaxableLine,
        notes: &mut Vec<TaxNote>,
    ) -> Result<Vec<Charge>, TaxProblem> {
        if line.amount.is_zero() {
            return Ok(Vec::new());
        }
        let main;
        let line = match line.class {
            TaxClass::Surcharge => {
                main = as_main_class(question, line);
                &main
            }
            _ => line,
        };
        let country = self.seller.place.country.as_str();
        let rule = self.places.iter().find(|row| {
            row.country == country
                && row.class == line.class
                && row.valid_from <= question.tax_date
                && row.valid_to.is_none_or(|end| question.tax_date < end)
        });
        let rule = rule.ok_or_else(|| TaxProblem::NoRule {
            line: line.key.clone(),
            class: line.class,
            place: country.to_owned(),
        })?;
        if rule.rule == PlaceRule::Untaxed {
            return Ok(Vec::new());
        }
        let supply = Supply { book: self, question, line, rule: rule.rule };
        let charges = match country {
            "CA" => canada::charges(&supply, notes)?,
            "IN" => india::charges(&supply)?,
            "US" => united_states::charges(&supply, notes)?,
            _ => return Err(supply.no_rule(country)),
        };
        Ok(charges.into_iter().filter(|charge| self.is_charged(question, charge, notes)).collect())
    }

    /// Whether the seller may charge it and the recipient has to pay it; tells why not.
    fn is_charged(&self, question: &TaxQuestion, charge: &Charge, notes: &mut Vec<TaxNote>) -> bool {
        if charge.rate == Rate::ZERO {
            return false;
        }
        let (tax, jurisdiction, day) = (charge.tax, &charge.jurisdiction, question.tax_date);
        let place = &self.seller.place;
        let registered = self.seller.registrations.iter().any(|r| r.holds(tax, jurisdiction, place, day));
        if !registered {
            notes.push(TaxNote::NotRegistered { tax, jurisdiction: jurisdiction.clone() });
            return false;
        }
        let exemption = question.recipient.exemptions.iter().find(|exemption| {
            exemption.tax == tax
                && exemption.jurisdiction == *jurisdiction
                && exemption.valid_from <= day
                && exemption.valid_to.is_none_or(|end| day < end)
        });
        if let Some(exemption) = exemption {
            notes.push(TaxNote::Exempt {
                tax,
                jurisdiction: jurisdiction.clone(),
                reason: exemption.reason.clone(),
                certificate: exemption.certificate.clone(),
            });
            return false;
        }
        true
    }
}

impl Registration {
    /// Whether a seller at a place may charge this tax on a day by this registration.
    pub fn holds(&self, tax: TaxKind, jurisdiction: &str, seller: &Place, day: Date) -> bool {
        self.is_valid(day) && self.covers(tax, jurisdiction, seller)
    }

    /// Whether it counts on a day.
    pub fn is_valid(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    fn covers(&self, tax: TaxKind, jurisdiction: &str, seller: &Place) -> bool {
        use TaxKind::{Cgst, Gst, Hst, Igst, Sgst, Utgst};
        match tax {
            Gst | Hst => matches!(self.tax, Gst | Hst) && self.jurisdiction == "CA",
            Cgst | Sgst | Utgst | Igst => {
                matches!(self.tax, Cgst | Sgst | Utgst | Igst) && self.jurisdiction == seller.code()
            }
            _ => self.tax == tax && self.jurisdiction == jurisdiction,
        }
    }
}

/// A surcharge is taxed like the bill's main class: that of the largest other line.
fn as_main_class(question: &TaxQuestion, surcharge: &TaxableLine) -> TaxableLine {
    let others = question
        .lines
        .iter()
        .filter(|line| !matches!(line.class, TaxClass::Surcharge | TaxClass::Insurance | TaxClass::OutOfScope));
    // The earlier of equals, so that the order of equal lines is the only thing that decides.
    let main = others.reduce(|main, line| if line.amount.minor() > main.amount.minor() { line } else { main });
    match main {
        Some(main) => TaxableLine { class: main.class, places: main.places.clone(), ..surcharge.clone() },
        None => TaxableLine { class: TaxClass::Service, ..surcharge.clone() },
    }
}

/// Tax on the summed base, rounded once, spread over the lines by largest remainder (BIL-15).
fn tax_line(
    jurisdiction: String,
    tax: TaxKind,
    rate: Rate,
    parts: Vec<(String, Money)>,
) -> Result<TaxLine, MoneyError> {
    let Some((_, first)) = parts.first() else { return Err(MoneyError::DivisionByZero) };
    let base = Money::sum(parts.iter().map(|(_, part)| *part), first.currency())?;
    let amount = rate.of(base)?;
    let amounts = spread(amount, &parts)?;
    let shares = parts.into_iter().zip(amounts);
    let shares = shares.map(|((line, base), amount)| TaxShare { line, base, amount }).collect();
    Ok(TaxLine { jurisdiction, tax, rate, base, amount, shares })
}

fn spread(amount: Money, parts: &[(String, Money)]) -> Result<Vec<Money>, MoneyError> {
    // Credits and charges on one document have no common direction to split by; weights are sizes.
    let sizes: Vec<_> = parts
        .iter()
        .map(|(_, part)| {
            let value = part.to_ratio();
            if value.is_negative() { value.negated() } else { value }
        })
        .collect();
    split_largest_remainder(amount, &sizes)
}

fn without_repeats(notes: Vec<TaxNote>) -> Vec<TaxNote> {
    notes.into_iter().fold(Vec::new(), |mut kept, note| {
        if !kept.contains(&note) {
            kept.push(note);
        }
        kept
    })
}
