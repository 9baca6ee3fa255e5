//! The API document as a page, without a script: it works under our own content policy.

use kernel::html::escaped;
use serde_json::Value;

pub(crate) fn page(document: &Value) -> String {
    let mut groups: std::collections::BTreeMap<String, String> = Default::default();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let text = |name: &str| escaped(operation[name].as_str().unwrap_or_default());
            let tag = operation["tags"][0].as_str().unwrap_or("other").to_owned();
            let example = &operation["requestBody"]["content"]["application/json"]["example"];
            let example = match example {
                Value::Null => String::new(),
                value => format!("<pre>{}</pre>", escaped(&serde_json::to_string_pretty(value).unwrap_or_default())),
            };
            let needs =
                operation["x-permission"].as_str().map(|p| format!("<p>Needs <code>{}</code>.</p>", escaped(p)));
            groups.entry(tag).or_default().push_str(&format!(
                "<details><summary><b class=\"{method}\">{}</b> <code>{}</code> {}</summary><p><code>{}</code></p>{}{example}</details>",
                method.to_uppercase(),
                escaped(path),
                text("summary"),
                text("operationId"),
                needs.unwrap_or_default(),
            ));
        }
    }
    let body: String = groups.iter().map(|(tag, list)| format!("<h2>{}</h2>{list}", escaped(tag))).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>C&amp;C CRM API</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>\
         body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}}\
         summary{{cursor:pointer;padding:.3rem 0}}pre{{background:#f3f5f8;padding:1rem;overflow:auto;border-radius:6px}}\
         b{{display:inline-block;width:4.5rem}}h2{{margin-top:2rem;text-transform:capitalize}}\
         @media(prefers-color-scheme:dark){{body{{background:#12161c;color:#e6eaf0}}pre{{background:#1c222b}}a{{color:#8ab4ff}}}}\
         </style></head><body><main><h1>C&amp;C CRM API</h1><p>The machine-readable document: \
         <a href=\"/api/openapi.json\">/api/openapi.json</a>.</p>{body}</main></body></html>"
    )
}
