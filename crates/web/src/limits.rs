//! Limits a minute (ACC-27): a signed-in person 600, a network without sign-in 60 with bursts; signing in fewer.

use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use kernel::{Error, ErrorKind, Result};

use crate::request::{Raw, bearer};

pub(crate) struct Limits {
    token: DefaultKeyedRateLimiter<[u8; 8]>,
    network: DefaultKeyedRateLimiter<String>,
    off: bool,
}

fn quota(a_minute: u32, burst: u32) -> Quota {
    let one = NonZeroU32::MIN;
    Quota::per_minute(NonZeroU32::new(a_minute).unwrap_or(one)).allow_burst(NonZeroU32::new(burst).unwrap_or(one))
}

impl Limits {
    pub fn new(off: bool) -> Self {
        Self { token: RateLimiter::keyed(quota(600, 200)), network: RateLimiter::keyed(quota(120, 60)), off }
    }
    pub fn check(&self, raw: &Raw<'_>) -> Result<()> {
        if self.off {
            return Ok(());
        }
        let allowed = match bearer(raw.headers) {
            Some(token) => {
                let hash = kernel::link::hash(&token);
                let mut key = [0; 8];
                key.copy_from_slice(&hash[..8]);
                self.token.check_key(&key).is_ok()
            }
            None => self.network.check_key(&raw.address.clone().unwrap_or_default()).is_ok(),
        };
        if allowed {
            return Ok(());
        }
        Err(Error::new(ErrorKind::TooMany, "TOO_MANY", "Too many requests. Please wait a moment and try again."))
    }
    /// Forgets who has been quiet; called now and then so that memory stays bounded.
    pub fn forget_idle(&self) {
        self.token.retain_recent();
        self.network.retain_recent();
    }
}
