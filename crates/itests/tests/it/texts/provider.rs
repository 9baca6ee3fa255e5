//! A provider of text messages inside the test.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

/// How it takes what comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// 503.
    Busy,
    /// 400 with this number.
    Refuses(u32),
    /// Takes it and never answers.
    TakesInSilence,
    /// Never answers, and does not take it.
    Loses,
}

/// A form as it came.
pub type Fields = Vec<(String, String)>;

struct Inside {
    mood: Mood,
    taken: Vec<Fields>,
    credentials: Vec<String>,
}

#[derive(Clone)]
pub struct Provider {
    inside: Arc<Mutex<Inside>>,
    pub url: String,
}

pub fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
}

impl Provider {
    pub async fn start() -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let inside = Arc::new(Mutex::new(Inside { mood: Mood::Takes, taken: vec![], credentials: vec![] }));
        let provider = Self { inside, url };
        let router = Router::new()
            .route("/2010-04-01/Accounts/{account}/Messages.json", post(take).get(list))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(provider)
    }
    pub fn be(&self, mood: Mood) {
        self.inside.lock().expect("whole").mood = mood;
    }
    /// What it took, in order.
    pub fn taken(&self) -> Vec<Fields> {
        self.inside.lock().expect("whole").taken.clone()
    }
    pub fn credentials(&self) -> Vec<String> {
        self.inside.lock().expect("whole").credentials.clone()
    }
}

/// A connection that ends without an answer.
async fn silence() -> Response {
    panic!("the provider hangs up, as it should")
}

async fn take(State(provider): State<Provider>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let (mood, sid) = {
        let mut inside = provider.inside.lock().expect("whole");
        let credentials = headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        inside.credentials.push(credentials);
        if matches!(inside.mood, Mood::Takes | Mood::TakesInSilence) {
            inside.taken.push(fields);
        }
        (inside.mood, format!("SM{}", inside.taken.len()))
    };
    match mood {
        Mood::Takes => (StatusCode::CREATED, Json(json!({"sid": sid, "status": "queued"}))).into_response(),
        Mood::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy").into_response(),
        Mood::Refuses(code) => {
            (StatusCode::BAD_REQUEST, Json(json!({"code": code, "message": "Not this one."}))).into_response()
        }
        Mood::TakesInSilence | Mood::Loses => silence().await,
    }
}

async fn list(State(provider): State<Provider>) -> Json<Value> {
    let taken = provider.taken();
    let messages =
        taken.iter().zip(1..).map(|(fields, at)| json!({"sid": format!("SM{at}"), "body": field(fields, "Body")}));
    Json(json!({"messages": messages.collect::<Vec<_>>()}))
}
