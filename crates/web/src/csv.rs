//! A list as CSV: what the list shows, page after page, with constant memory.

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, Response, header},
};
use engine::{Engine, Request, Spec};
use serde_json::Value;

use crate::answer;

const PAGE: i64 = 200;

pub(crate) async fn stream(engine: Engine, spec: Spec, mut request: Request, request_id: uuid::Uuid) -> Response<Body> {
    request.input["limit"] = Value::from(PAGE);
    let first = match engine.run(request.clone()).await {
        Ok(answer) => answer.data,
        Err(e) => return answer::failure(&e, request_id),
    };
    let columns: Vec<String> = columns_of(&engine, &spec, &first);
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(2);
    tokio::spawn(async move {
        let mut page = first;
        let mut head = true;
        loop {
            let text = write(&columns, &page, head);
            head = false;
            if sender.send(text).await.is_err() {
                return;
            }
            let Some(next) = page.get("next").and_then(Value::as_str) else { return };
            request.input["cursor"] = Value::from(next);
            page = match engine.run(request.clone()).await {
                Ok(answer) => answer.data,
                Err(e) => {
                    let _ = sender.send(Err(std::io::Error::other(e))).await;
                    return;
                }
            };
        }
    });
    let mut response = Response::new(Body::from_stream(tokio_stream::wrappers::ReceiverStream::new(receiver)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    response
}

fn columns_of(engine: &Engine, spec: &Spec, page: &Value) -> Vec<String> {
    if let Some(Value::Object(first)) = page["items"].get(0) {
        return first.keys().cloned().collect();
    }
    engine
        .registry()
        .operation(spec.name)
        .map(|o| o.output_schema())
        .and_then(|s| s.pointer("/properties/items/items/properties").and_then(Value::as_object).cloned())
        .map(|p| p.keys().cloned().collect())
        .unwrap_or_default()
}

fn write(columns: &[String], page: &Value, head: bool) -> Result<Bytes, std::io::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    if head {
        writer.write_record(columns)?;
    }
    for item in page["items"].as_array().into_iter().flatten() {
        writer.write_record(columns.iter().map(|c| cell(&item[c.as_str()])))?;
    }
    writer.into_inner().map(Bytes::from).map_err(|e| std::io::Error::other(e.to_string()))
}

/// One cell; a text that a spreadsheet would run as a formula is defused.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        Value::Object(m) if m.contains_key("amount") => m["amount"].as_str().unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    let number = text.parse::<f64>().is_ok();
    if !number && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_in_a_cell_is_defused() {
        assert_eq!(cell(&Value::from("=HYPERLINK(1)")), "'=HYPERLINK(1)");
        assert_eq!(cell(&Value::from("-12.50")), "-12.50");
        assert_eq!(cell(&serde_json::json!({"amount": "9.99", "currency": "CAD"})), "9.99");
    }
}
