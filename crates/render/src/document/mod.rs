//! What each paper needs to know. Amounts, quantities and dates stay exact here and are written
//! in the paper's language while it is made. Wording that a company or a law chooses (terms,
//! consent, names of taxes) comes with the data in that language.

mod consent;
mod evidence;
mod invoice;
mod party;
mod quote;
mod receipt;
mod value;

pub use consent::{ConsentDocument, ConsentEntry, ConsentPoint};
pub use evidence::{Evidence, EvidenceDocument, SignatureMethod, SignerEvidence};
pub use invoice::{InvoiceDocument, InvoiceKind};
pub use party::{Company, Contact, Letterhead, LetterheadPosition, Party, Registration};
pub use quote::{
    Binding, Clause, Deposit, Fact, Line, LineOption, Part, QuoteDocument, Range, Service, SignedQuoteDocument, Stop,
    StopRole, SumLine, TaxLine,
};
pub use receipt::{ReceiptDocument, ReceiptKind};
pub use value::{Amount, Day, Decimal, Image, Meta, Moment, Paper, Percent};
pub(crate) use value::{EMPTY, filled};
