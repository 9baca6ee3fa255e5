//! Live updates: server-sent events, filtered by what the caller may see, resumable with `Last-Event-ID`.
//! The relay tells every copy of the server by NOTIFY; each copy hands on to its own streams.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    body::Body,
    extract::State as Extract,
    http::{HeaderMap, Response},
    response::{IntoResponse, Sse, sse},
};
use engine::{Credentials, Event, Request, RequestFacts};
use kernel::ids::{CompanyId, EventId, UserId};
use serde_json::json;
use tokio::sync::broadcast;

use crate::{State, answer, request};

/// What travels to the streams: small, the client asks again for what it shows.
pub type Told = Arc<Event>;

/// Streams of one copy of the server, by company.
#[derive(Clone, Default)]
pub struct Hub(Arc<Mutex<HashMap<CompanyId, broadcast::Sender<Told>>>>);

const WAITING: usize = 256;

impl Hub {
    pub fn tell(&self, event: Told) {
        let mut rooms = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(room) = rooms.get(&event.company)
            && room.send(event.clone()).is_err()
        {
            rooms.remove(&event.company);
        }
    }
    fn listen(&self, company: CompanyId) -> broadcast::Receiver<Told> {
        let mut rooms = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        rooms.entry(company).or_insert_with(|| broadcast::channel(WAITING).0).subscribe()
    }
    /// Whether anybody listens for this company here.
    pub fn has(&self, company: CompanyId) -> bool {
        let rooms = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        rooms.get(&company).is_some_and(|room| room.receiver_count() > 0)
    }
}

fn message(event: &Event) -> sse::Event {
    sse::Event::default().id(event.id.to_string()).event(event.name.clone()).data(
        json!({
            "id": event.id, "name": event.name, "entity": event.entity,
            "entity_id": edge_id(&event.entity, event.entity_id), "at": event.at,
        })
        .to_string(),
    )
}

fn edge_id(entity: &str, id: uuid::Uuid) -> String {
    match kernel::ids::PREFIXES.iter().find(|(table, _)| *table == entity) {
        Some((_, prefix)) => format!("{prefix}_{}", kernel::id::encode(id)),
        None => id.to_string(),
    }
}

pub(crate) async fn stream(Extract(state): Extract<State>, headers: HeaderMap) -> Response<Body> {
    let request_id = state.0.engine.new_request_id();
    let token = request::bearer(&headers);
    // The session is tested like any request; who may not read who he is may not listen either.
    let probe = Request {
        operation: "access.auth.me".into(),
        credentials: token.clone().map_or(Credentials::Anonymous, Credentials::Bearer),
        input: json!({}),
        key: None,
        if_version: None,
        body: None,
        facts: RequestFacts::internal(request_id),
    };
    if let Err(e) = state.0.engine.run(probe).await {
        return answer::failure(&e, request_id);
    }
    let claims = match token.map(|t| state.0.engine.settings().keys.verify(&t, state.0.engine.settings().now())) {
        Some(Ok(claims)) => claims,
        _ => return answer::failure(&kernel::Error::not_signed_in("NOT_SIGNED_IN", "Please sign in."), request_id),
    };
    let (company, user) = (claims.client_id, claims.user());
    let ends_at = claims.exp;
    // Listening before looking back: what happens in between arrives twice at most, never not at all.
    let receiver = state.0.hub.listen(company);
    let since = request::header_text(&headers, "last-event-id").and_then(|t| EventId::parse(&t));
    let missed = match since {
        Some(id) => state.0.engine.events_after(company, id).await.unwrap_or_default(),
        None => Vec::new(),
    };
    let engine = state.0.engine.clone();
    let listener = Listener { engine, company, user, ends_at, last: since, missed: missed.into_iter(), receiver };
    // Nothing stands between the body and what it hears: an idle stream is a listener and no more.
    let told = futures::stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let keep = sse::KeepAlive::new().interval(Duration::from_secs(20));
    Sse::new(told).keep_alive(keep).into_response()
}

/// One open stream.
struct Listener {
    engine: engine::Engine,
    company: CompanyId,
    user: Option<UserId>,
    /// Second at which the token runs out.
    ends_at: i64,
    last: Option<EventId>,
    missed: std::vec::IntoIter<Event>,
    receiver: broadcast::Receiver<Told>,
}

impl Listener {
    /// The next event for this caller. None when the token has run out or the client is too slow: it reconnects, with
    /// its last id, and misses nothing.
    async fn next(&mut self) -> Option<sse::Event> {
        for event in self.missed.by_ref() {
            self.last = Some(event.id);
            if hears(&self.engine, self.company, self.user, &event).await {
                return Some(message(&event));
            }
        }
        loop {
            let left_s = self.ends_at - self.engine.settings().now().as_second();
            let left = Duration::from_secs(u64::try_from(left_s).ok().filter(|s| *s > 0)?);
            let event = tokio::select! {
                () = tokio::time::sleep(left) => return None,
                event = self.receiver.recv() => event.ok()?,
            };
            let seen = self.last.is_some_and(|seen| event.id <= seen);
            if !seen && hears(&self.engine, self.company, self.user, &event).await {
                return Some(message(&event));
            }
        }
    }
}

/// Boxed: asking may take the database, and every idle stream would keep room for that.
async fn hears(engine: &engine::Engine, company: CompanyId, user: Option<UserId>, event: &Event) -> bool {
    match user {
        Some(user) => Box::pin(engine.may_hear(company, user, event)).await,
        // A support session sees the company.
        None => true,
    }
}
