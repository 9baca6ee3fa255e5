//! Floor 2: HTTP over operations. The table of operations makes the routes; no module knows HTTP.

mod alias;
mod answer;
mod apps;
mod batch;
mod csv;
mod docs;
mod events;
mod handler;
mod health;
mod limits;
mod metrics;
mod openapi;
mod refusals;
mod request;
mod router;
mod security;

pub use alias::Alias;
pub use events::{Hub, Told};
pub use openapi::document as openapi_document;
pub use router::{Options, router};

use std::sync::Arc;

use engine::Engine;

/// What every handler shares.
#[derive(Clone)]
pub struct State(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub engine: Engine,
    pub hub: Hub,
    pub limits: limits::Limits,
    pub metrics: metrics::Metrics,
    pub secure_cookies: bool,
    pub version: &'static str,
    /// Background parts and when they last gave a sign of life.
    pub beats: health::Beats,
}

pub use health::Beats;
