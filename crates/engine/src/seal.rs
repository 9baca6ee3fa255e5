//! Secrets at rest: sealed under the master key, bound to their name.

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use kernel::{Error, Result};

use crate::settings::Settings;

impl Settings {
    /// AES-256-GCM under the master key; the name is bound in, so that what was sealed for another does not open.
    ///
    /// # Errors
    /// When the text is too long to be sealed.
    pub fn seal(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0u8; 12];
        self.dice.fill(&mut nonce);
        let cipher = Aes256Gcm::new(&self.master_key.into());
        let payload = Payload { msg: secret, aad: name.as_bytes() };
        let sealed =
            cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| Error::internal("could not be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// What [`Settings::seal`] sealed under this name.
    ///
    /// # Errors
    /// When it was sealed under another name or another master key.
    pub fn unseal(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let wrong = || Error::internal(format!("the master key does not open {name}"));
        let (nonce, sealed) = sealed.split_at_checked(12).ok_or_else(wrong)?;
        let nonce = <[u8; 12]>::try_from(nonce).map_err(|_| wrong())?;
        let cipher = Aes256Gcm::new(&self.master_key.into());
        cipher.decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: name.as_bytes() }).map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_under_its_name_and_key_only() {
        let settings = Settings::new([7; 32], String::new());
        let sealed = settings.seal("one", b"hush").expect("sealed");
        assert_eq!(settings.unseal("one", &sealed).expect("opened"), b"hush");
        assert!(settings.unseal("two", &sealed).is_err());
        assert!(Settings::new([8; 32], String::new()).unseal("one", &sealed).is_err());
        assert!(!sealed.windows(4).any(|w| w == b"hush"));
    }
}
