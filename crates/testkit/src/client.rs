//! A client as an app would be one.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::Value;

pub struct Client {
    http: reqwest::Client,
    url: String,
    pub token: Option<String>,
}

pub struct Reply {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Reply {
    /// The answer's data; an error with the whole body when it was refused.
    pub fn data(self) -> Result<Value> {
        anyhow::ensure!(self.body["success"] == true, "{}: {}", self.status, self.body);
        Ok(self.body["data"].clone())
    }
}

impl Client {
    pub(crate) fn new(url: &str, token: Option<String>) -> Self {
        Self { http: reqwest::Client::new(), url: url.into(), token }
    }
    pub async fn get(&self, path: &str) -> Result<Reply> {
        self.send(Method::GET, path, None, &[]).await
    }
    pub async fn post(&self, path: &str, body: Value) -> Result<Reply> {
        let key = uuid::Uuid::now_v7().to_string();
        self.send(Method::POST, path, Some(body), &[("idempotency-key", &key)]).await
    }
    pub async fn patch(&self, path: &str, body: Value) -> Result<Reply> {
        self.send(Method::PATCH, path, Some(body), &[]).await
    }
    /// Bytes as somebody else's program posts them.
    pub async fn post_bytes(&self, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Result<Reply> {
        let mut request = self.http.post(format!("{}/api{path}", self.url)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Self::reply(request).await
    }
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Result<Reply> {
        let mut request = self.http.request(method, format!("{}/api{path}", self.url));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = &body {
            request = request.json(body);
        }
        Self::reply(request).await
    }
    async fn reply(request: reqwest::RequestBuilder) -> Result<Reply> {
        let response = request.send().await.context("no answer")?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await?;
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Reply { status, headers, body })
    }
}
