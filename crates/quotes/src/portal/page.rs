//! What the customer's page shows.

use engine::TenantTx;
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::QuoteItemId,
    money::{Money, Rate, UnitPrice},
};
use render::Language;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Choice, Wish,
    ahead::{Ahead, PortalDeposit, PortalPaying, ahead},
    choice,
    pdf::covers_text,
    sent_choice,
};
use crate::{
    pricing::{
        Category, PricingInput,
        input::{GroupKind, Work},
        tariff::ValuationOption,
    },
    quote::{
        QuoteStatus, Snapshot, Stop,
        cover::{CoverChoice, Offered, is_promised, offered},
        decimal, folded, promise,
        store::{self, Item, Row, Signature},
    },
    words,
};

/// The seller.
#[derive(Serialize, JsonSchema)]
pub struct PortalCompany {
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// Where something happens.
#[derive(Serialize, JsonSchema)]
pub struct PortalStop {
    pub role: crate::quote::StopRole,
    pub address: String,
}

/// A line that is part of the quote.
#[derive(Serialize, JsonSchema)]
pub struct PortalLine {
    pub description: String,
    pub quantity: Option<String>,
    pub unit: Option<String>,
    pub unit_price: Option<UnitPrice>,
    /// Before discounts.
    pub total: Money,
}

/// A line the customer may choose.
#[derive(Serialize, JsonSchema)]
pub struct PortalOption {
    pub id: QuoteItemId,
    pub description: String,
    pub group: String,
    pub kind: GroupKind,
    pub selected: bool,
    /// Before discounts; in the totals only when selected.
    pub total: Money,
}

/// How the goods of a part can be protected; the customer chooses before signing (QUO-16).
#[derive(Serialize, JsonSchema)]
pub struct PortalCover {
    pub part: String,
    pub offers: Vec<PortalCoverOffer>,
    /// What the totals shown reckon with.
    pub priced: Option<CoverChoice>,
    /// Whether the customer has chosen it.
    pub chosen: bool,
}

/// One way of protection.
#[derive(Serialize, JsonSchema)]
pub struct PortalCoverOffer {
    pub option: ValuationOption,
    /// What the customer bears of a loss; null where nothing is promised.
    pub deductible: Option<UnitPrice>,
    /// What it means, in a sentence.
    pub text: String,
    /// Before discounts and taxes.
    pub price: Money,
}

#[derive(Serialize, JsonSchema)]
pub struct PortalTax {
    /// `HST (ON)`.
    pub tax: String,
    pub jurisdiction: String,
    pub rate: Rate,
    pub base: Money,
    pub amount: Money,
}

#[derive(Serialize, JsonSchema)]
pub struct PortalCustomer {
    pub name: String,
    pub email: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct PortalBody {
    pub number: String,
    pub version: i32,
    pub status: QuoteStatus,
    pub language: String,
    pub title: String,
    pub service_date: Date,
    pub valid_until: Date,
    /// Whether it can be accepted now.
    pub open: bool,
    pub customer: PortalCustomer,
    pub stops: Vec<PortalStop>,
    pub lines: Vec<PortalLine>,
    pub options: Vec<PortalOption>,
    pub covers: Vec<PortalCover>,
    pub subtotal: Money,
    pub discount: Money,
    pub taxes: Vec<PortalTax>,
    pub rounding: Option<Money>,
    pub total: Money,
    pub deposit: Money,
    /// Whether the deposit can be paid by card while accepting.
    pub deposit_by_card: bool,
    pub paying: Option<PortalPaying>,
    pub low_total: Option<Money>,
    pub high_total: Option<Money>,
    pub terms: Option<String>,
    pub consent_text: String,
    pub pdf_url: String,
}

#[derive(Serialize, JsonSchema)]
pub struct PortalAccepted {
    pub signer_name: String,
    pub signed_at: Timestamp,
    pub signed_pdf_url: String,
    /// Null where nothing is paid ahead.
    pub deposit: Option<PortalDeposit>,
}

/// The whole page.
#[derive(Serialize, JsonSchema)]
pub struct PortalPage {
    pub company: PortalCompany,
    pub quote: PortalBody,
    pub accepted: Option<PortalAccepted>,
}

/// Addresses of the files, below the product's own.
fn pdf_url(token: &str, choice: Option<&Choice>) -> Result<String> {
    let base = format!("/api/portal/quotes/{token}/pdf");
    let Some(choice) = choice else { return Ok(base) };
    let ids: Vec<String> = choice.selected.iter().map(ToString::to_string).collect();
    let covers =
        if choice.covers.is_empty() { String::new() } else { format!("&covers={}", covers_text(&choice.covers)?) };
    Ok(format!("{base}?selected={}{covers}", ids.join(",")))
}

pub fn signed_pdf_url(token: &str) -> String {
    format!("/api/portal/quotes/{token}/pdf?signed=true")
}

/// The page with the given choice; what was signed shows the choice signed.
pub async fn page(tx: &TenantTx, row: &Row, token: &str, wish: Option<Wish<'_>>) -> Result<PortalPage> {
    let (items, signature) = futures::try_join!(store::items(tx, row.id), store::signature(tx, row.id))?;
    let (selected, covers) = match (&signature, wish) {
        (Some(signature), _) => (store::item_ids(&signature.selected), store::covers(&signature.covers)?),
        (None, Some(wish)) => (wish.selected.to_vec(), wish.covers.to_vec()),
        (None, None) => (sent_choice(&items), Vec::new()),
    };
    let mut choice = choice(tx, row, &items, Wish { selected: &selected, covers: &covers }).await?;
    if let Some(signature) = &signature {
        choice.priced = serde_json::from_value(signature.priced.clone()).map_err(Error::internal)?;
    }
    let offered = match is_open(tx, row)? {
        true => offered(tx, row.location_id, &choice.input).await?,
        false => Vec::new(),
    };
    let ahead = ahead(tx, row, choice.priced.deposit, is_open(tx, row)?, signature.is_some()).await?;
    shown(tx, row, token, &items, &choice, &offered, (signature.as_ref(), ahead))
}

/// Whether it can be accepted now.
fn is_open(tx: &TenantTx, row: &Row) -> Result<bool> {
    Ok(row.status()?.is_open() && tx.now() < row.valid_before)
}

fn shown(
    tx: &TenantTx,
    row: &Row,
    token: &str,
    items: &[Item],
    choice: &Choice,
    offered: &[Offered],
    (signature, ahead): (Option<&Signature>, Ahead),
) -> Result<PortalPage> {
    let language = words::language(&row.language);
    let snapshot = Snapshot::read(&row.snapshot)?;
    let priced = &choice.priced;
    let mut lines: Vec<PortalLine> = Vec::new();
    let mut options = Vec::new();
    for line in priced.lines.iter().filter(|l| l.public && l.category != Category::Rounding) {
        match (&line.option, items.iter().find(|i| i.line_key == line.key)) {
            (Some(option), Some(item)) => options.push(PortalOption {
                id: item.id,
                description: words::line(line, language),
                group: option.group.clone(),
                kind: group_kind(&choice.input, &option.group),
                selected: line.selected,
                total: line.amount,
            }),
            _ => {
                let unit = words::unit(line.unit, language);
                lines.push(PortalLine {
                    description: words::line(line, language),
                    quantity: Some(decimal(line.quantity)),
                    unit: (!unit.is_empty()).then(|| unit.to_owned()),
                    unit_price: Some(line.unit_price),
                    total: line.amount,
                });
            }
        }
    }
    let folded = folded(priced)?;
    if !folded.is_zero() {
        let description = words::sums(language).folded.to_owned();
        lines.push(PortalLine { description, quantity: None, unit: None, unit_price: None, total: folded });
    }
    let status = row.status()?;
    Ok(PortalPage {
        company: PortalCompany {
            name: snapshot.company.name,
            phone: snapshot.company.phone,
            email: snapshot.company.email,
        },
        accepted: signature.map(|s| PortalAccepted {
            signer_name: s.signer_name.clone(),
            signed_at: s.signed_at,
            signed_pdf_url: signed_pdf_url(token),
            deposit: ahead.deposit,
        }),
        quote: PortalBody {
            number: row.number.clone(),
            version: row.quote_version,
            status,
            language: row.language.clone(),
            title: row.title.clone(),
            service_date: row.service_date,
            valid_until: row.valid_until,
            open: is_open(tx, row)?,
            customer: PortalCustomer { name: snapshot.customer.name, email: snapshot.customer.email },
            stops: row.stops()?.iter().filter(|s| s.is_known()).map(stop).collect(),
            lines,
            options,
            covers: offered.iter().map(|each| cover(choice, each, language)).collect::<Result<_>>()?,
            subtotal: priced.subtotal,
            discount: priced.discount,
            taxes: priced
                .taxes
                .iter()
                .map(|t| PortalTax {
                    tax: words::tax(t, language),
                    jurisdiction: t.jurisdiction.clone(),
                    rate: t.rate,
                    base: t.base,
                    amount: t.amount,
                })
                .collect(),
            rounding: priced.lines.iter().find(|l| l.category == Category::Rounding).map(|l| l.net),
            total: priced.total,
            deposit: priced.deposit,
            deposit_by_card: ahead.by_card,
            paying: ahead.paying,
            low_total: priced.low_total,
            high_total: priced.high_total,
            terms: row.terms.clone(),
            consent_text: words::consent(language).to_owned(),
            pdf_url: pdf_url(token, (!choice.as_sent && signature.is_none()).then_some(choice))?,
        },
    })
}

fn cover(choice: &Choice, offered: &Offered, language: Language) -> Result<PortalCover> {
    let part = choice.input.parts.iter().find(|part| part.key == offered.part);
    let part = part.ok_or_else(|| Error::internal("a cover of no part"))?;
    let priced = match &part.work {
        Work::Move(work) => work.valuation.as_ref().map(|cover| CoverChoice::of(&part.key, cover)),
        _ => None,
    };
    let offers = offered.offers.iter().map(|offer| {
        Ok(PortalCoverOffer {
            option: offer.cover.option,
            deductible: is_promised(offer.cover.option).then_some(offer.cover.deductible),
            text: promise::cover(&offer.cover, &part.places, offer.covered, choice.input.currency, language)?,
            price: offer.price,
        })
    });
    Ok(PortalCover {
        offers: offers.collect::<Result<_>>()?,
        priced,
        chosen: choice.covers.iter().any(|chosen| chosen.part == offered.part),
        part: offered.part.clone(),
    })
}

fn stop(stop: &Stop) -> PortalStop {
    PortalStop { role: stop.role, address: stop.lines().join(", ") }
}

fn group_kind(input: &PricingInput, group: &str) -> GroupKind {
    input.option_groups.iter().find(|g| g.key == group).map_or(GroupKind::Any, |g| g.kind)
}
