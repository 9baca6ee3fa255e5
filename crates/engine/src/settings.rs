//! What the engine is given from outside: clock, dice, keys, ports. Nothing here is read from the machine directly.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::Arc,
};

use jiff::Timestamp;
use kernel::time::{Clock, SystemClock};
use uuid::Uuid;

use crate::token::Keyring;

/// Where randomness comes from.
pub trait Dice: Send + Sync + 'static {
    fn fill(&self, bytes: &mut [u8]);
}

#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDice;

impl Dice for SystemDice {
    fn fill(&self, bytes: &mut [u8]) {
        rand::Rng::fill(&mut rand::rng(), bytes);
    }
}

/// Implementations of port traits, found by the trait's type.
#[derive(Default)]
pub struct Ports(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Ports {
    /// `ports.offer::<Arc<dyn ports::Tax>>(Arc::new(billing::tax_port()))`.
    pub fn offer<T: Any + Send + Sync>(&mut self, port: T) {
        self.0.insert(TypeId::of::<T>(), Box::new(port));
    }
    pub fn get<T: Any + Send + Sync + Clone>(&self) -> Option<T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref::<T>().cloned()
    }
}

pub struct Settings {
    pub clock: Arc<dyn Clock>,
    pub dice: Arc<dyn Dice>,
    pub keys: Keyring,
    pub ports: Ports,
    /// 256 bits outside the database: seals signing keys, keys the HMAC of e-mail addresses.
    pub master_key: [u8; 32],
    /// Address at which browsers reach the product, without a slash at the end.
    pub public_url: String,
}

impl Settings {
    pub fn new(master_key: [u8; 32], public_url: String) -> Self {
        Self {
            clock: Arc::new(SystemClock),
            dice: Arc::new(SystemDice),
            keys: Keyring::default(),
            ports: Ports::default(),
            master_key,
            public_url,
        }
    }
    /// In whole microseconds, as the database keeps it: what is hashed is what is stored.
    pub fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
    /// A UUIDv7 of the given instant.
    pub fn uuid(&self, at: Timestamp) -> Uuid {
        let mut random = [0u8; 10];
        self.dice.fill(&mut random);
        let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
    /// Keyed hash of a normalised e-mail address: what the login directory holds instead of the address.
    pub fn email_hmac(&self, email_lower: &str) -> Vec<u8> {
        use hmac::{Hmac, Mac};
        let mut mac = <Hmac<sha2::Sha256> as Mac>::new_from_slice(&self.master_key)
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(b"login-directory\0");
        mac.update(email_lower.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}
