//! What a browser is told is encrypted for it alone: the push service between reads nothing (RFC 8291, RFC 8188).

use aes_gcm::{Aes128Gcm, KeyInit, Nonce, aead::Aead};
use elliptic_curve::{ecdh::diffie_hellman, sec1::ToEncodedPoint};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

/// A record of this length holds everything: push services take no more than 4 kB.
const RECORD_BYTES: u32 = 4_096;
/// Salt, length of a record, length of the key, key.
const HEAD_BYTES: usize = 16 + 4 + 1 + 65;
/// The mark behind the last record, and the seal.
const TAIL_BYTES: usize = 1 + 16;
/// The longest text that fits.
pub const MOST_BYTES: usize = RECORD_BYTES as usize - HEAD_BYTES - TAIL_BYTES;

/// Whom it is for: the browser's public key and the secret it shares with us.
pub struct Reader {
    pub key: PublicKey,
    pub secret: [u8; 16],
}

/// The body of one push. `own` and `salt` are new for each.
pub fn seal(text: &[u8], reader: &Reader, own: &SecretKey, salt: [u8; 16]) -> Option<Vec<u8>> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let (theirs, ours) = (reader.key.to_encoded_point(false), own.public_key().to_encoded_point(false));
    let shared = diffie_hellman(own.to_nonzero_scalar(), reader.key.as_affine());
    let about = [b"WebPush: info\0", theirs.as_bytes(), ours.as_bytes()].concat();
    let mut material = [0u8; 32];
    let first = Hkdf::<Sha256>::new(Some(&reader.secret), shared.raw_secret_bytes());
    first.expand(&about, &mut material).ok()?;
    let second = Hkdf::<Sha256>::new(Some(&salt), &material);
    let (mut key, mut nonce) = ([0u8; 16], [0u8; 12]);
    second.expand(b"Content-Encoding: aes128gcm\0", &mut key).ok()?;
    second.expand(b"Content-Encoding: nonce\0", &mut nonce).ok()?;
    // The mark of the last record ends the text.
    let marked = [text, &[2]].concat();
    let sealed = Aes128Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), marked.as_slice()).ok()?;
    Some([salt.as_slice(), &RECORD_BYTES.to_be_bytes(), &[65], ours.as_bytes(), &sealed].concat())
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect(text)
    }
    fn reader() -> Reader {
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let secret = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        Reader {
            key: PublicKey::from_sec1_bytes(&bytes(key)).expect("a key"),
            secret: secret.try_into().expect("16 bytes"),
        }
    }
    fn own() -> SecretKey {
        SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).expect("a key")
    }

    #[test]
    fn msg_17_the_example_of_rfc_8291_comes_out_to_the_byte() {
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().expect("16 bytes");
        let sealed = seal(b"When I grow up, I want to be a watermelon", &reader(), &own(), salt).expect("sealed");
        assert_eq!(
            URL_SAFE_NO_PAD.encode(sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6P\
             Bru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }
    #[test]
    fn msg_17_no_push_is_longer_than_4_kb() {
        let at_most = vec![b'a'; MOST_BYTES];
        assert_eq!(seal(&at_most, &reader(), &own(), [1; 16]).expect("it fits").len(), 4_096);
        assert!(seal(&vec![b'a'; MOST_BYTES + 1], &reader(), &own(), [1; 16]).is_none());
    }
}
