//! The link, and the words that bring it.

use engine::TenantTx;
use jiff::{Timestamp, tz::TimeZone};
use kernel::{
    Result,
    ids::{CommunicationId, EstimateId, SelfSurveyId},
    time::local_day,
};
use ports::{Filling, MailPort, OutgoingMail, OutgoingText};
use sha2::{Digest, Sha256};

use super::{By, store::Ends};

/// The survey's link. It is made anew from the product's own key whenever a reminder goes out, so that only its hash is
/// kept.
pub fn token(tx: &TenantTx, id: SelfSurveyId) -> String {
    let mut hash = Sha256::new();
    hash.update(tx.settings().master_key);
    hash.update(b"survey-link\0");
    hash.update(tx.company().uuid().as_bytes());
    hash.update(id.uuid().as_bytes());
    kernel::link::make("s", tx.company(), hash.finalize().into())
}

pub fn url(tx: &TenantTx, token: &str) -> String {
    format!("{}/portal/surveys/{token}", tx.settings().public_url)
}

/// Where the link goes, and in which words.
pub struct Letter<'a> {
    pub estimate: EstimateId,
    pub ends: &'a Ends,
    pub by: By,
    pub to: &'a str,
    pub french: bool,
    pub url: &'a str,
    /// When the link ends.
    pub expires_at: Timestamp,
    pub reminder: bool,
}

impl Letter<'_> {
    fn short(&self) -> String {
        let (company, url) = (&self.ends.company_name, self.url);
        match (self.french, self.reminder) {
            (false, false) => format!("{company}: show us what you are moving: {url}"),
            (false, true) => format!("{company}: a reminder to show us what you are moving: {url}"),
            (true, false) => format!("{company} : montrez-nous ce que vous déménagez : {url}"),
            (true, true) => format!("{company} : rappel, montrez-nous ce que vous déménagez : {url}"),
        }
    }

    /// Hands it to messaging; it leaves after the transaction.
    pub async fn queue(&self, tx: &TenantTx) -> Result<CommunicationId> {
        let customer_id = self.ends.customer_ref.map(kernel::Id::from_uuid);
        let about = ("estimate", self.estimate.uuid());
        let port = tx.port::<MailPort>()?;
        match self.by {
            By::Email => {
                let zone = TimeZone::get(&self.ends.timezone).unwrap_or(TimeZone::UTC);
                let mut values = vec![
                    ("link", Filling::Link(self.url.to_owned())),
                    ("until", Filling::Day(local_day(self.expires_at, &zone))),
                ];
                values.extend(self.ends.name.clone().map(|name| ("name", Filling::Text(name))));
                let mail = OutgoingMail {
                    template: if self.reminder { "sales.survey.reminded" } else { "sales.survey.sent" },
                    to: self.to.to_owned(),
                    language: Some(if self.french { "fr" } else { "en" }),
                    values,
                    customer_id,
                    location_id: self.ends.location_id,
                    about,
                    attachments: vec![],
                };
                port.queue(tx, mail).await
            }
            By::Sms => {
                let text = OutgoingText {
                    to: self.to.to_owned(),
                    text: self.short(),
                    purpose: "SERVICE",
                    customer_id,
                    location_id: self.ends.location_id,
                    about,
                };
                port.text(tx, text).await
            }
        }
    }
}
