//! A payment provider inside the test, in Stripe's shape.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use anyhow::Result;
use axum::{
    Form, Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

/// How it takes what comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    #[default]
    Takes,
    /// 503.
    Busy,
    /// 402 to whoever takes money.
    Declines,
    /// Takes the money and never answers.
    TakesInSilence,
}

#[derive(Clone)]
struct Page {
    amount: i64,
    currency: String,
    back: String,
    /// As Stripe calls it; none until somebody pays.
    payment: Option<&'static str>,
    expired: bool,
}

#[derive(Default)]
struct Inside {
    mood: Mood,
    pages: BTreeMap<String, Page>,
    keys: BTreeMap<String, String>,
    /// How often money was taken or given back.
    captured: usize,
    cancelled: usize,
    credentials: Vec<String>,
}

#[derive(Clone)]
pub struct Provider {
    inside: Arc<Mutex<Inside>>,
    pub url: String,
}

impl Provider {
    pub async fn start() -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let provider = Self { inside: Arc::default(), url };
        let router = Router::new()
            .route("/v1/checkout/sessions", post(open))
            .route("/v1/checkout/sessions/{id}", axum::routing::get(look))
            .route("/v1/checkout/sessions/{id}/expire", post(expire))
            .route("/v1/payment_intents/{id}/capture", post(capture))
            .route("/v1/payment_intents/{id}/cancel", post(cancel))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(provider)
    }
    fn within<T>(&self, act: impl FnOnce(&mut Inside) -> T) -> T {
        act(&mut self.inside.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
    pub fn be(&self, mood: Mood) {
        self.within(|inside| inside.mood = mood);
    }
    /// The customer types a card on the page.
    pub fn pay(&self, url: &str) {
        let id = url.rsplit('/').next().unwrap_or_default();
        self.within(|inside| {
            let page = inside.pages.get_mut(id).expect("a page");
            assert!(!page.expired, "a page that is closed takes nothing");
            page.payment = Some("requires_capture");
        });
    }
    /// Amount, currency and way back of a page.
    pub fn page(&self, url: &str) -> (i64, String, String) {
        let id = url.rsplit('/').next().unwrap_or_default();
        self.within(|inside| {
            let page = &inside.pages[id];
            (page.amount, page.currency.clone(), page.back.clone())
        })
    }
    /// Pages made, money taken, money given back.
    pub fn counts(&self) -> (usize, usize, usize) {
        self.within(|inside| (inside.pages.len(), inside.captured, inside.cancelled))
    }
    /// Pages that can still be paid on, and money that is set aside.
    pub fn standing(&self) -> usize {
        self.within(|inside| {
            let stands = |page: &&Page| match page.payment {
                None => !page.expired,
                Some(status) => status == "requires_capture",
            };
            inside.pages.values().filter(stands).count()
        })
    }
    pub fn credentials(&self) -> Vec<String> {
        self.within(|inside| inside.credentials.clone())
    }
}

fn busy() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "busy").into_response()
}

fn shown(id: &str, page: &Page, base: &str) -> Value {
    let payment = page.payment.map(|status| {
        let capturable = if status == "requires_capture" { page.amount } else { 0 };
        json!({"id": format!("pi_{id}"), "status": status, "amount_capturable": capturable, "currency": page.currency})
    });
    let status = if page.expired { "expired" } else { "open" };
    json!({"id": id, "url": format!("{base}/pay/{id}"), "status": status, "payment_intent": payment})
}

async fn open(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let field = |name: &str| form.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let base = provider.url.clone();
    provider.within(|inside| {
        if inside.mood == Mood::Busy {
            return busy();
        }
        inside.credentials.push(header("authorization"));
        assert_eq!(field("payment_intent_data[capture_method]"), "manual");
        let next = format!("cs_{}", inside.pages.len() + 1);
        let id = inside.keys.entry(header("idempotency-key")).or_insert(next).clone();
        let page = inside.pages.entry(id.clone()).or_insert_with(|| Page {
            amount: field("line_items[0][price_data][unit_amount]").parse().expect("an amount"),
            currency: field("line_items[0][price_data][currency]"),
            back: field("success_url"),
            payment: None,
            expired: false,
        });
        Json(shown(&id, page, &base)).into_response()
    })
}

async fn look(State(provider): State<Provider>, Path(id): Path<String>) -> Response {
    let base = provider.url.clone();
    provider.within(|inside| match (inside.mood, inside.pages.get(&id)) {
        (Mood::Busy, _) => busy(),
        (_, Some(page)) => Json(shown(&id, page, &base)).into_response(),
        (_, None) => StatusCode::NOT_FOUND.into_response(),
    })
}

async fn expire(State(provider): State<Provider>, Path(id): Path<String>) -> Response {
    provider.within(|inside| {
        inside.pages.get_mut(&id).expect("a page").expired = true;
        Json(json!({"id": id})).into_response()
    })
}

async fn capture(State(provider): State<Provider>, Path(id): Path<String>) -> Response {
    let id = id.trim_start_matches("pi_").to_owned();
    let silent = provider.within(|inside| {
        match inside.mood {
            Mood::Busy => return Err(busy()),
            Mood::Declines => {
                let refusal = json!({"error": {"message": "The card was declined."}});
                return Err((StatusCode::PAYMENT_REQUIRED, Json(refusal)).into_response());
            }
            Mood::Takes | Mood::TakesInSilence => {}
        }
        let page = inside.pages.get_mut(&id).expect("a page");
        if page.payment == Some("requires_capture") {
            page.payment = Some("succeeded");
            inside.captured += 1;
        }
        Ok(inside.mood == Mood::TakesInSilence)
    });
    match silent {
        Err(refusal) => refusal,
        Ok(true) => panic!("the provider hangs up, as it should"),
        Ok(false) => {
            let page = provider.within(|inside| inside.pages[&id].clone());
            Json(json!({"id": format!("pi_{id}"), "status": "succeeded", "currency": page.currency})).into_response()
        }
    }
}

async fn cancel(State(provider): State<Provider>, Path(id): Path<String>) -> Response {
    let id = id.trim_start_matches("pi_").to_owned();
    provider.within(|inside| {
        if inside.mood == Mood::Busy {
            return busy();
        }
        let page = inside.pages.get_mut(&id).expect("a page");
        if page.payment == Some("requires_capture") {
            page.payment = Some("canceled");
            inside.cancelled += 1;
        }
        Json(json!({"id": format!("pi_{id}"), "status": "canceled"})).into_response()
    })
}
