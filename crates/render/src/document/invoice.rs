//! Document: invoice.

use serde::{Deserialize, Serialize};

use super::{Amount, Clause, Company, Contact, Day, Fact, Image, Meta, Part, Party, SumLine, TaxLine};

/// What the paper is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvoiceKind {
    #[default]
    Invoice,
    /// The title Indian law asks for on a taxable supply.
    TaxInvoice,
    CreditNote,
}

/// An invoice or credit note as the payer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceDocument {
    pub meta: Meta,
    #[serde(default)]
    pub kind: InvoiceKind,
    /// Printed across every page while it is not issued.
    pub draft: bool,
    /// The seller with its tax registrations.
    pub company: Company,
    pub bill_to: Party,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    pub issued_on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplied_on: Option<Day>,
    /// None on a credit note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// Purchase order, job, contract, credited invoice, place of supply.
    #[serde(default)]
    pub references: Vec<Fact>,
    pub parts: Vec<Part>,
    #[serde(default)]
    pub discounts: Vec<SumLine>,
    pub subtotal: Amount,
    #[serde(default)]
    pub taxes: Vec<TaxLine>,
    /// Reason why a tax is not charged, reverse charge, exemption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Amount>,
    pub total: Amount,
    /// Deposits and payments so far, each as a positive amount.
    #[serde(default)]
    pub payments: Vec<SumLine>,
    /// What is still owed.
    pub balance: Amount,
    /// How to pay: account, link, cheque.
    #[serde(default)]
    pub payment_instructions: Vec<String>,
    #[serde(default)]
    pub terms: Vec<Clause>,
    /// Registered reference and its QR code, where e-invoicing applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e_invoice_reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e_invoice_code: Option<Image>,
}
