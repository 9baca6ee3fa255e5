//! A push service inside the test, and a browser that reads what comes there.

use std::sync::{Arc, Mutex};

use aes_gcm::{Aes128Gcm, KeyInit, Nonce, aead::Aead};
use anyhow::Result;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as URL64};
use elliptic_curve::{ecdh::diffie_hellman, sec1::ToEncodedPoint};
use hkdf::Hkdf;
use p256::{
    PublicKey, SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
};
use serde_json::{Value, json};
use sha2::Sha256;

/// A browser with its keys.
pub struct Browser {
    secret: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    pub fn new(number: u8) -> Self {
        Self { secret: SecretKey::from_slice(&[number; 32]).expect("a key"), auth: [number; 16] }
    }
    /// What it tells the product.
    pub fn says(&self, endpoint: &str) -> Value {
        let public = self.secret.public_key().to_encoded_point(false);
        json!({"endpoint": endpoint, "public_key": URL64.encode(public.as_bytes()),
            "shared_secret": URL64.encode(self.auth), "device": "Firefox, Linux"})
    }
    /// Opens a body as RFC 8291 says, on its own; `None` where it is for another.
    pub fn open(&self, body: &[u8]) -> Option<Vec<u8>> {
        let (salt, rest) = body.split_at_checked(16)?;
        let (record, rest) = rest.split_at_checked(4)?;
        assert!(u32::from_be_bytes(record.try_into().ok()?) >= 18 && body.len() <= 4_096, "one record, at most 4 kB");
        let (length, rest) = rest.split_first()?;
        let (theirs, sealed) = rest.split_at_checked(usize::from(*length))?;
        let key = PublicKey::from_sec1_bytes(theirs).ok()?;
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), key.as_affine());
        let public = self.secret.public_key().to_encoded_point(false);
        let expand = |salt: &[u8], material: &[u8], about: &[u8], length: usize| {
            let mut out = vec![0u8; length];
            Hkdf::<Sha256>::new(Some(salt), material).expand(about, &mut out).expect("short");
            out
        };
        let about = [b"WebPush: info\0", public.as_bytes(), theirs].concat();
        let material = expand(&self.auth, shared.raw_secret_bytes(), &about, 32);
        let key: [u8; 16] = expand(salt, &material, b"Content-Encoding: aes128gcm\0", 16).try_into().ok()?;
        let nonce: [u8; 12] = expand(salt, &material, b"Content-Encoding: nonce\0", 12).try_into().ok()?;
        let mut text = Aes128Gcm::new(&key.into()).decrypt(&Nonce::from(nonce), sealed).ok()?;
        while text.last() == Some(&0) {
            text.pop();
        }
        (text.pop() == Some(2)).then_some(text)
    }
}

/// One push as it came.
#[derive(Clone)]
pub struct Came {
    pub at: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Came {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
    /// Who signed it, for whom and until when; the signature holds.
    pub fn signed(&self) -> (String, Value) {
        let (token, key) =
            self.header("authorization").strip_prefix("vapid t=").expect("signed").split_once(", k=").expect("a key");
        let (text, signature) = token.rsplit_once('.').expect("three parts");
        let bytes = |text: &str| URL64.decode(text).expect("base64");
        let verifying = VerifyingKey::from_sec1_bytes(&bytes(key)).expect("a key");
        verifying.verify(text.as_bytes(), &Signature::from_slice(&bytes(signature)).expect("64")).expect("it holds");
        (key.to_owned(), serde_json::from_slice(&bytes(text.split_once('.').expect("two").1)).expect("claims"))
    }
}

struct Inside {
    status: u16,
    came: Vec<Came>,
}

#[derive(Clone)]
pub struct Service {
    inside: Arc<Mutex<Inside>>,
    pub url: String,
}

impl Service {
    pub async fn start() -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let service = Self { inside: Arc::new(Mutex::new(Inside { status: 201, came: vec![] })), url };
        let router = Router::new().route("/send/{browser}", post(take)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(service)
    }
    /// How it answers from now on.
    pub fn answer(&self, status: u16) {
        self.inside.lock().expect("whole").status = status;
    }
    pub fn came(&self) -> Vec<Came> {
        self.inside.lock().expect("whole").came.clone()
    }
}

async fn take(State(service): State<Service>, Path(at): Path<String>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut inside = service.inside.lock().expect("whole");
    inside.came.push(Came { at, headers, body });
    StatusCode::from_u16(inside.status).expect("a status")
}

#[test]
fn msg_17_the_tests_own_browser_opens_the_example_of_rfc_8291() {
    let bytes = |text: &str| URL64.decode(text).expect(text);
    let browser = Browser {
        secret: SecretKey::from_slice(&bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")).expect("a key"),
        auth: bytes("BTBZMqHH6r4Tts7J_aSIgg").try_into().expect("16 bytes"),
    };
    let body = bytes(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6P\
         Bru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
    assert_eq!(browser.open(&body).as_deref(), Some(b"When I grow up, I want to be a watermelon".as_slice()));
}
