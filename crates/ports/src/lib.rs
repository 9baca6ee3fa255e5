//! Floor 2: the few things that must happen in another module's hands inside the same transaction. Each trait is
//! offered by one module and wired in `app`; at most ten.

mod import;

use std::sync::Arc;

use engine::{TenantTx, module::BoxFuture};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Result,
    ids::{
        BookingId, CrewMemberId, CustomerId, EquipmentId, JourneyId, LocationId, PaymentIntentId, QuoteId, SegmentId,
        UserId,
    },
    money::{Currency, Money, tax::TaxDecider},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use import::{
    ImportField, ImportMatch, ImportNew, ImportObject, ImportObjects, ImportProblem, ImportSetting, ImportStanding,
    ImportValues, ImportedRecord,
};

/// What is known of a customer who may be new. Offered by `customers`.
#[derive(Clone, Debug, Default)]
pub struct WantedCustomer {
    /// A firm when `company_name` is given, else a person.
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<String>,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub source: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub country: Option<String>,
}

pub trait EnsureCustomer: Send + Sync {
    /// Finds the customer (score 90 and more, CUS-13) or creates one; answers the id and whether it is new.
    fn ensure<'a>(&'a self, tx: &'a TenantTx, wanted: &'a WantedCustomer) -> BoxFuture<'a, Result<(CustomerId, bool)>>;
    /// To whom a new record for this customer belongs: of a merged one its survivor, and the answer says so (CUS-17). One
    /// that is not there stays as it is.
    fn survivor<'a>(&'a self, tx: &'a TenantTx, customer: CustomerId) -> BoxFuture<'a, Result<CustomerId>>;
    /// Customers that look like the given one, best first: (id, display name, score).
    fn matches<'a>(
        &'a self,
        tx: &'a TenantTx,
        wanted: &'a WantedCustomer,
    ) -> BoxFuture<'a, Result<Vec<(CustomerId, String, i32)>>>;
}
pub type EnsureCustomerPort = Arc<dyn EnsureCustomer>;

/// Who decides tax, for quotes and invoices alike. Offered by `billing`.
pub trait Tax: Send + Sync {
    /// The rates and registrations that hold for the seller of a location, ready to decide.
    fn book<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        on: Date,
    ) -> BoxFuture<'a, Result<Box<dyn TaxDecider + Send + Sync>>>;
}
pub type TaxPort = Arc<dyn Tax>;

/// A resource on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    Crew(CrewMemberId),
    Equipment(EquipmentId),
}

/// What is to be taken of a location's day.
#[derive(Clone, Copy, Debug)]
pub struct WantedBooking<'a> {
    pub quote: QuoteId,
    pub location: LocationId,
    pub day: Date,
    pub trucks: i32,
    pub movers: i32,
    pub title: &'a str,
    /// Held until then; for good where absent.
    pub until: Option<Timestamp>,
}

/// Occupying resources. Offered by `calendar`; the database refuses an overlap, for everybody.
pub trait Calendar: Send + Sync {
    fn reserve<'a>(
        &'a self,
        tx: &'a TenantTx,
        resource: Resource,
        journey: JourneyId,
        title: &'a str,
        starts_at: Timestamp,
        ends_at: Timestamp,
    ) -> BoxFuture<'a, Result<()>>;
    /// Moves all reservations of a journey; refused as a whole when one overlaps.
    fn shift<'a>(
        &'a self,
        tx: &'a TenantTx,
        journey: JourneyId,
        starts_at: Timestamp,
        ends_at: Timestamp,
    ) -> BoxFuture<'a, Result<()>>;
    /// Gives back one resource, or all of the journey's.
    fn release<'a>(
        &'a self,
        tx: &'a TenantTx,
        journey: JourneyId,
        resource: Option<Resource>,
    ) -> BoxFuture<'a, Result<()>>;
    /// Takes part of a day for a quote, or refuses with the three nearest days that are free (`NO_CAPACITY`). What the
    /// quote had before is given back in the same act.
    fn book<'a>(&'a self, tx: &'a TenantTx, wanted: WantedBooking<'a>) -> BoxFuture<'a, Result<BookingId>>;
    /// Keeps what a quote has: until an instant, or for good. One that ran out meanwhile is taken again where the day
    /// still is free; false where it is not, or where there is none.
    fn keep<'a>(&'a self, tx: &'a TenantTx, quote: QuoteId, until: Option<Timestamp>) -> BoxFuture<'a, Result<bool>>;
    /// Gives back what a quote has.
    fn unbook<'a>(&'a self, tx: &'a TenantTx, quote: QuoteId, reason: &'static str) -> BoxFuture<'a, Result<()>>;
}
pub type CalendarPort = Arc<dyn Calendar>;

/// What is to be paid ahead by card.
#[derive(Clone, Copy, Debug)]
pub struct WantedDeposit<'a> {
    pub quote: QuoteId,
    pub customer: CustomerId,
    pub location: LocationId,
    pub amount: Money,
    /// How the customer finds it on the provider's page.
    pub label: &'a str,
}

/// What the provider says of a payment, asked and not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Nobody has paid yet.
    Waiting,
    /// The whole amount is set aside.
    Authorised,
    /// Nothing comes of it any more.
    Gone,
}

/// Deposits by card, on the provider's own pages. Offered by `billing` (BIL-21, BIL-22).
pub trait Cards: Send + Sync {
    /// Whether the seller of a location takes cards in a currency.
    fn are_taken<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: LocationId,
        currency: Currency,
    ) -> BoxFuture<'a, Result<bool>>;
    /// Writes the wish down; the provider is asked once that has committed.
    fn want<'a>(&'a self, tx: &'a TenantTx, wanted: WantedDeposit<'a>) -> BoxFuture<'a, Result<PaymentIntentId>>;
    /// Where the customer pays; `back` is where the provider's page leads afterwards. Asking again gives the same page.
    fn page<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId, back: &'a str) -> BoxFuture<'a, Result<String>>;
    fn look<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId) -> BoxFuture<'a, Result<CardState>>;
    /// What was set aside is taken once this transaction has committed; `billing.deposit.received` or
    /// `billing.payment.failed` tells what came of it.
    fn take<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId) -> BoxFuture<'a, Result<()>>;
    /// What was set aside is given back once this transaction has committed.
    fn give_back<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId) -> BoxFuture<'a, Result<()>>;
}
pub type CardsPort = Arc<dyn Cards>;

/// When a location answers. Offered by `sales` (SAL-9).
pub trait AnsweringHours: Send + Sync {
    /// When so many minutes of open time have passed since then; none where it never opens.
    fn after<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        from: Timestamp,
        minutes: i64,
    ) -> BoxFuture<'a, Result<Option<Timestamp>>>;
    /// When it answers next: then, if it is open; none where it never opens.
    fn opens<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        at: Timestamp,
    ) -> BoxFuture<'a, Result<Option<Timestamp>>>;
}
pub type AnsweringHoursPort = Arc<dyn AnsweringHours>;

/// What a segment asks for, as it is now.
#[derive(Clone, Debug)]
pub struct AudienceFilters {
    pub name: String,
    /// Opaque to everybody but `customers`.
    pub filters: serde_json::Value,
}

/// Somebody a message to many may go to.
#[derive(Clone, Debug)]
pub struct Addressee {
    pub customer_id: CustomerId,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub location_id: Option<LocationId>,
}

/// Who a segment is. Offered by `customers` (CUS-24).
pub trait Audience: Send + Sync {
    /// The filters of a segment that the caller sees.
    fn filters<'a>(&'a self, tx: &'a TenantTx, segment: SegmentId) -> BoxFuture<'a, Result<AudienceFilters>>;
    /// One page of those who fit now, at one location or anywhere, and the cursor of the next.
    fn page<'a>(
        &'a self,
        tx: &'a TenantTx,
        filters: &'a serde_json::Value,
        location: Option<LocationId>,
        cursor: Option<&'a str>,
    ) -> BoxFuture<'a, Result<(Vec<Addressee>, Option<String>)>>;
}
pub type AudiencePort = Arc<dyn Audience>;

/// May a machine go out? Offered by `fleet` (FLT-4).
pub trait Readiness: Send + Sync {
    /// Empty when ready; otherwise every reason, as sentences.
    fn obstacles<'a>(
        &'a self,
        tx: &'a TenantTx,
        equipment: EquipmentId,
        until: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<String>>>;
}
pub type ReadinessPort = Arc<dyn Readiness>;

/// May a person work? Offered by `crew` (CRW-4).
pub trait Ability: Send + Sync {
    fn obstacles<'a>(
        &'a self,
        tx: &'a TenantTx,
        member: CrewMemberId,
        role: &'a str,
        until: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<String>>>;
}
pub type AbilityPort = Arc<dyn Ability>;

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Email,
    Sms,
}

impl Channel {
    pub fn code(self) -> &'static str {
        match self {
            Channel::Email => "EMAIL",
            Channel::Sms => "SMS",
        }
    }
}

/// The one question of all senders (CUS-9).
#[derive(Clone, Copy, Debug)]
pub struct MayWe<'a> {
    /// E-mail address in lower case, or E.164.
    pub point: &'a str,
    pub channel: Channel,
    /// SERVICE, MARKETING, REVIEW, RECEIPT or INTERNAL.
    pub purpose: &'a str,
    pub customer: Option<CustomerId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permitted {
    /// With the entry it rests on, where one is needed.
    Yes(Option<Uuid>),
    /// NO_CONSENT, WITHDRAWN, EXPIRED, DO_NOT_CONTACT, BLOCKED or INVALID_POINT.
    No(&'static str),
}

/// The consent ledger. Offered by `customers`.
pub trait Consent: Send + Sync {
    fn ask<'a>(&'a self, tx: &'a TenantTx, question: MayWe<'a>) -> BoxFuture<'a, Result<Permitted>>;
    /// STOP: every purpose on the number (CUS-11); answers whether anything was left to withdraw.
    fn stop<'a>(&'a self, tx: &'a TenantTx, number: &'a str, proof: serde_json::Value) -> BoxFuture<'a, Result<bool>>;
    /// START: service messages again, never marketing.
    fn start<'a>(&'a self, tx: &'a TenantTx, number: &'a str, proof: serde_json::Value) -> BoxFuture<'a, Result<()>>;
    /// One purpose at a point, by a link; once more changes nothing.
    fn withdraw<'a>(
        &'a self,
        tx: &'a TenantTx,
        point: &'a str,
        channel: Channel,
        purpose: &'a str,
        proof: serde_json::Value,
    ) -> BoxFuture<'a, Result<()>>;
    /// Nothing arrives at this point.
    fn invalid<'a>(&'a self, tx: &'a TenantTx, point: &'a str) -> BoxFuture<'a, Result<()>>;
}
pub type ConsentPort = Arc<dyn Consent>;

/// A file that goes with a message, by its key in the object store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attachment {
    pub object_key: String,
    pub file_name: String,
    pub content_type: String,
}

/// A value of a template's variable; how it reads is decided where it is sent (MSG-6).
#[derive(Clone, Debug)]
pub enum Filling {
    Text(String),
    Money(Money),
    Day(Date),
    /// Told by the clock of the location.
    Time(Timestamp),
    Minutes(i64),
    Link(String),
    List(Vec<String>),
}

/// Mail whose words stand in a template.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    /// The template's key; the purpose is the template's.
    pub template: &'static str,
    pub to: String,
    /// The language that goes before the customer's own.
    pub language: Option<&'static str>,
    pub values: Vec<(&'static str, Filling)>,
    pub customer_id: Option<CustomerId>,
    /// Whose words and clock; the customer's location when absent.
    pub location_id: Option<LocationId>,
    /// The record it is about: (entity, id).
    pub about: (&'static str, Uuid),
    pub attachments: Vec<Attachment>,
}

/// A text message; it waits for the morning where it would ring in the night.
#[derive(Clone, Debug)]
pub struct OutgoingText {
    /// E.164.
    pub to: String,
    pub text: String,
    /// SERVICE or MARKETING.
    pub purpose: &'static str,
    pub customer_id: Option<CustomerId>,
    /// Whose number it comes from; the customer's location's where absent.
    pub location_id: Option<LocationId>,
    /// The record it is about: (entity, id).
    pub about: (&'static str, Uuid),
}

/// Queues messages; they leave after the transaction has committed. Offered by `messaging`.
pub trait Mail: Send + Sync {
    /// Refused with NO_SENDER where the location has no number to send from.
    fn text<'a>(&'a self, tx: &'a TenantTx, text: OutgoingText) -> BoxFuture<'a, Result<kernel::ids::CommunicationId>>;
    fn queue<'a>(&'a self, tx: &'a TenantTx, mail: OutgoingMail)
    -> BoxFuture<'a, Result<kernel::ids::CommunicationId>>;
}
pub type MailPort = Arc<dyn Mail>;
