//! How the push services know us: one pair of keys for the installation, by which every push is signed (RFC 8292).
//! The pair follows from the master key, so that it is the same on every copy and stands nowhere else.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as URL64};
use elliptic_curve::sec1::ToEncodedPoint;
use engine::settings::Settings;
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Result};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
};
use serde_json::json;
use sha2::Sha256;
use url::Url;

/// How long a signature holds; services take at most 24 hours.
const HOLDS: SignedDuration = SignedDuration::from_hours(12);

fn secret(settings: &Settings) -> SecretKey {
    // Very nearly every number of 256 bits is a key; where one is not, the next is taken.
    let candidate = |turn: u32| {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&settings.master_key)
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(b"web-push\0");
        mac.update(&turn.to_be_bytes());
        SecretKey::from_slice(&mac.finalize().into_bytes()).ok()
    };
    (0..).find_map(candidate).unwrap_or_else(|| unreachable!("one of them is a key"))
}

/// What browsers subscribe with.
pub fn public_key(settings: &Settings) -> String {
    URL64.encode(secret(settings).public_key().to_encoded_point(false).as_bytes())
}

/// Whom a service may ask about us: the address of the product, or of nobody where it has none of its own.
fn subject(settings: &Settings) -> String {
    match settings.public_url.starts_with("https://") {
        true => settings.public_url.clone(),
        false => "mailto:nobody@localhost".into(),
    }
}

/// The header that signs a push to this place.
pub fn authorization(settings: &Settings, place: &Url, now: Timestamp) -> Result<String> {
    let until = now.checked_add(HOLDS).map_err(Error::internal)?.as_second();
    let head = json!({"typ": "JWT", "alg": "ES256"}).to_string();
    let said = json!({"aud": place.origin().ascii_serialization(), "exp": until, "sub": subject(settings)}).to_string();
    let signed = format!("{}.{}", URL64.encode(head), URL64.encode(said));
    let signature: Signature = SigningKey::from(secret(settings)).sign(signed.as_bytes());
    let token = format!("{signed}.{}", URL64.encode(signature.to_bytes()));
    Ok(format!("vapid t={token}, k={}", public_key(settings)))
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    use super::*;

    #[test]
    fn msg_17_the_keys_are_one_pair_for_the_installation() {
        let settings = |byte| Settings::new([byte; 32], "https://crm.example".into());
        assert_eq!(public_key(&settings(1)), public_key(&settings(1)));
        assert_ne!(public_key(&settings(1)), public_key(&settings(2)));
        assert_eq!(URL64.decode(public_key(&settings(1))).expect("base64").len(), 65);
    }
    #[test]
    fn msg_17_a_push_is_signed_for_its_service_alone() {
        let settings = Settings::new([3; 32], "https://crm.example".into());
        let place = "https://push.example:8443/send/abc?x=1".parse().expect("an address");
        let header = authorization(&settings, &place, "2026-07-15T12:00:00Z".parse().expect("an instant")).expect("it");
        let (token, key) = header.strip_prefix("vapid t=").expect("the scheme").split_once(", k=").expect("a key");
        let (signed, signature) = token.rsplit_once('.').expect("three parts");
        let bytes = |text: &str| URL64.decode(text).expect("base64");
        let verifying = VerifyingKey::from_sec1_bytes(&bytes(key)).expect("a key");
        verifying
            .verify(signed.as_bytes(), &Signature::from_slice(&bytes(signature)).expect("64 bytes"))
            .expect("ours");
        let said: serde_json::Value =
            serde_json::from_slice(&bytes(signed.split_once('.').expect("two").1)).expect("claims");
        assert_eq!(said["aud"], "https://push.example:8443");
        assert_eq!((&said["exp"], &said["sub"]), (&json!(1_784_160_000_i64), &json!("https://crm.example")));
    }
}
