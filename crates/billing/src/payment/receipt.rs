//! The receipt of a payment on paper (BIL-20).

use engine::{Blob, Operation, Spec, TenantTx};
use jiff::{Timestamp, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::PaymentId,
    money::{Currency, Money},
};
use render::{
    Language, RenderError, Template,
    document::{Amount, Company, Fact, Meta, Moment, Paper, Party, ReceiptDocument, ReceiptKind},
    editions_for,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store::{self, AllocationRow, Parties, Row};

/// Reads the receipt of a payment as PDF.
#[derive(Deserialize, JsonSchema)]
pub struct ReceiptPdf {
    pub id: PaymentId,
}

fn pick(language: Language, english: &'static str, french: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

fn method(code: &str, language: Language) -> &'static str {
    match code {
        "CASH" => pick(language, "Cash", "Comptant"),
        "CHECK" => pick(language, "Cheque", "Chèque"),
        _ => pick(language, "Bank transfer", "Virement bancaire"),
    }
}

/// Street on one line, the rest on the next.
fn address(street: Option<&String>, rest: [Option<&String>; 3]) -> Vec<String> {
    let given = |text: Option<&String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let second = rest.into_iter().filter_map(given).collect::<Vec<_>>().join(" ");
    [given(street), Some(second)].into_iter().flatten().filter(|line| !line.is_empty()).collect()
}

fn seller(p: &Parties) -> Company {
    let own = [&p.seller_city, &p.seller_region, &p.seller_postal_code].map(Option::as_ref);
    let province = Some(p.location_province.clone());
    let place = [&p.location_city, &province, &p.location_postal_code].map(Option::as_ref);
    let address = match &p.seller_street {
        Some(_) => address(p.seller_street.as_ref(), own),
        None => address(p.location_street.as_ref(), place),
    };
    Company {
        name: p.legal_name.clone(),
        tagline: None,
        address,
        phone: p.seller_phone.clone().or_else(|| p.location_phone.clone()),
        email: p.seller_email.clone().or_else(|| p.location_email.clone()),
        website: None,
        colour: None,
        logo: None,
        letterhead: None,
        registrations: vec![],
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

/// Everything the receipt shows.
struct Shown {
    row: Row,
    allocations: Vec<AllocationRow>,
    parties: Parties,
    currency: Currency,
    zone: TimeZone,
}

impl Shown {
    async fn read(tx: &TenantTx, id: PaymentId) -> Result<Self> {
        let (row, allocations) = futures::try_join!(store::row(tx, id), store::allocations(tx, id))?;
        let parties = store::parties(tx, &row).await?;
        let currency = row.currency.parse().map_err(Error::internal)?;
        let zone = TimeZone::get(&row.timezone).map_err(Error::internal)?;
        Ok(Self { row, allocations, parties, currency, zone })
    }

    fn moment(&self, at: Timestamp) -> Moment {
        Moment::from(&at.to_zoned(self.zone.clone()))
    }

    fn amount(&self, minor: i64) -> Amount {
        Amount::new(Money::new(minor, self.currency).amount_text(), self.currency.code())
    }

    fn references(&self, language: Language) -> Result<Vec<Fact>> {
        let fact = |label: &str, value: String| Fact { label: label.into(), value };
        let money = |minor: i64| {
            let text = Money::new(minor, self.currency).amount_text();
            render::format::money(&text, self.currency.code(), language).map_err(Error::internal)
        };
        let mut facts = vec![];
        for a in &self.allocations {
            let value = format!("{} ({})", a.invoice_number, money(a.amount_minor)?);
            facts.push(fact(pick(language, "Invoice", "Facture"), value));
        }
        if self.row.credit_minor > 0 {
            facts.push(fact(pick(language, "To your credit", "À votre crédit"), money(self.row.credit_minor)?));
        }
        if self.row.rounding_minor != 0 {
            facts.push(fact(pick(language, "Rounding", "Arrondi"), money(self.row.rounding_minor)?));
        }
        if let Some(tendered) = self.row.tendered_minor {
            facts.push(fact(pick(language, "Handed over", "Montant remis"), money(tendered)?));
            facts.push(fact(pick(language, "Change", "Monnaie rendue"), money(self.row.change_minor)?));
        }
        if let Some(reference) = &self.row.reference {
            facts.push(fact(pick(language, "Reference", "Référence"), reference.clone()));
        }
        Ok(facts)
    }

    fn document(&self, language: Language) -> Result<ReceiptDocument> {
        let american = matches!(self.parties.seller_country.as_str(), "CA" | "US");
        Ok(ReceiptDocument {
            meta: Meta {
                language,
                number: self.row.number.clone(),
                paper: if american { Paper::Letter } else { Paper::A4 },
                made_at: self.moment(self.row.created_at),
            },
            kind: ReceiptKind::default(),
            company: seller(&self.parties),
            customer: payer(&self.parties),
            received_at: self.moment(self.row.received_at),
            method: method(&self.row.method, language).into(),
            amount: self.amount(self.row.amount_minor + self.row.rounding_minor),
            taxes: vec![],
            references: self.references(language)?,
            balance: None,
            note: None,
        })
    }

    /// French first in Québec, the customer's language after it.
    fn editions(&self) -> Result<Value> {
        let french = self.allocations.first().is_some_and(|a| a.language == "fr");
        let wish = if french { Language::Fr } else { Language::En };
        let languages = editions_for(Some(&self.parties.location_province), Some(wish));
        let documents: Result<Vec<_>> = languages.into_iter().map(|language| self.document(language)).collect();
        serde_json::to_value(documents?).map_err(Error::internal)
    }
}

/// Setting type is work for the processor: off the threads that answer requests.
async fn pdf(document: Value) -> Result<Vec<u8>> {
    let set = move || render::pdf(&Template::receipt(), &document);
    match tokio::task::spawn_blocking(set).await.map_err(Error::internal)? {
        Ok(pdf) => Ok(pdf.bytes),
        Err(RenderError::MissingPlaceholder { path, .. }) => {
            Err(Error::conflict("PAPER_INCOMPLETE", format!("The paper cannot be made: {path} is missing.")))
        }
        Err(e) => Err(Error::internal(e)),
    }
}

impl Operation for ReceiptPdf {
    type Output = Blob;
    const SPEC: Spec = Spec::read("billing.payment.receipt", "/payments/{id}/receipt")
        .summary("The receipt of a payment as PDF.")
        .permission("payment", "VIEW")
        .on("payment", "id")
        .audited()
        .blob();

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        if tx.caller().permissions().masked("BILL") {
            return Err(Error::forbidden("FIELD_GROUP", "This file shows amounts that your role does not see."));
        }
        let shown = Shown::read(tx, self.id).await?;
        let name = format!("{}.pdf", shown.row.number);
        Ok(Blob::new("application/pdf", &name, &pdf(shown.editions()?).await?))
    }

    fn example() -> Value {
        json!({"id": "pay_01h00000000000000000000000"})
    }
}
