//! Older paths: the documented paths of the older systems, answered by today's operations.

use axum::{body::Body, http::Response};
use kernel::Error;
use serde_json::Value;

use crate::answer;

/// An older path and how its input and answer translate.
pub struct Alias {
    pub method: &'static str,
    pub path: &'static str,
    pub operation: &'static str,
    /// Absent: the operation's own.
    pub input: Option<fn(Value) -> Value>,
    /// Absent: the operation's own.
    pub output: Option<fn(Value) -> Value>,
    /// The shape of refusals, where older clients expect one of their own: status and body.
    pub error: Option<fn(&Error) -> (u16, Value)>,
}

impl Alias {
    /// The same input and answer under another path.
    pub fn same(method: &'static str, path: &'static str, operation: &'static str) -> Self {
        Self { method, path, operation, input: None, output: None, error: None }
    }
    pub fn input(mut self, input: fn(Value) -> Value) -> Self {
        self.input = Some(input);
        self
    }
    pub fn output(mut self, output: fn(Value) -> Value) -> Self {
        self.output = Some(output);
        self
    }
    pub fn error(mut self, error: fn(&Error) -> (u16, Value)) -> Self {
        self.error = Some(error);
        self
    }

    pub(crate) fn failure(&self, error: &Error, request_id: uuid::Uuid) -> Response<Body> {
        match self.error {
            None => answer::failure(error, request_id),
            Some(shape) => {
                let (status, body) = shape(error);
                let status = axum::http::StatusCode::from_u16(status).unwrap_or(answer::status_of(error.kind));
                answer::json_response(status, &body)
            }
        }
    }
}
