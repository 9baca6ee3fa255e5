//! Notifications that reach a browser while the app is closed (MSG-17): subscribed by each person for each browser,
//! signed by the installation's own keys, readable by that browser alone.

pub mod forget;
mod sealed;
mod send;
mod store;
pub mod subscribe;
pub mod tell;
pub mod vapid;

use engine::{Event, TenantTx};
use http::{HeaderMap, HeaderValue, header};
use jiff::{SignedDuration, Timestamp};
use kernel::{Id, Result, ids::UserId};
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

pub use send::{again, due};

/// Pushes are forgotten after this long.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a service keeps what is for a browser that is not there.
const HELD_S: &str = "86400";

/// The way out, offered by the application as a port.
#[derive(Clone, Default)]
pub struct Push {
    anywhere: bool,
}

/// One push as it leaves.
struct Parcel {
    place: Url,
    authorization: String,
    /// What comes later under it takes the place of what was not delivered yet.
    topic: String,
    is_urgent: bool,
    body: Vec<u8>,
}

impl Push {
    /// Also to addresses of this machine and network, and without TLS: for tests and for a service of one's own.
    pub fn to_this_machine_too() -> Self {
        Self { anywhere: true }
    }

    async fn bring(&self, parcel: Parcel) -> std::result::Result<outside::Answered, outside::Lost> {
        let wrong = |_| outside::Lost::Refused("It cannot be sent as it is.".into());
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(&parcel.authorization).map_err(wrong)?);
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        headers.insert("ttl", HeaderValue::from_static(HELD_S));
        headers.insert("urgency", HeaderValue::from_static(if parcel.is_urgent { "high" } else { "normal" }));
        headers.insert("topic", HeaderValue::from_str(&parcel.topic).map_err(wrong)?);
        outside::bring(&parcel.place, headers, parcel.body, self.anywhere).await
    }
}

/// A browser of the caller's.
#[derive(Serialize, JsonSchema)]
pub struct Browser {
    /// The address its push service gave it; it is known by this.
    pub endpoint: String,
    pub device: String,
    pub since: Timestamp,
    pub last_sent_at: Option<Timestamp>,
    /// After five failures in a row nothing goes there for a day.
    pub paused_until: Option<Timestamp>,
}

/// Somebody's browsers, newest first.
pub async fn browsers(tx: &TenantTx, user: UserId) -> Result<Vec<Browser>> {
    let paused = |until: Option<Timestamp>| until.filter(|at| *at > tx.now());
    let shown = |row: store::OfUserRow| Browser {
        endpoint: row.endpoint,
        device: row.device,
        since: row.created_at,
        last_sent_at: row.last_sent_at,
        paused_until: paused(row.paused_until),
    };
    Ok(store::of_user(tx, user).await?.into_iter().map(shown).collect())
}

/// Who is no longer with the company is told nothing more.
pub async fn left(tx: &TenantTx, event: Event) -> Result<()> {
    for row in store::of_user(tx, Id::from_uuid(event.entity_id)).await? {
        store::forget(tx, row.id).await?;
    }
    Ok(())
}

pub async fn tidy(tx: &TenantTx) -> Result<()> {
    store::forget_old(tx, tx.now() - KEPT).await
}
