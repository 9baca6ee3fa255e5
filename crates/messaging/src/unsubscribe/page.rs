//! What people see behind the link: plain HTML, no script, no question but one.

use super::store::Mail;
use kernel::html::escaped;

const STYLE: &str = ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}\
    main{max-width:34rem;margin:2rem auto;padding:1.5rem;overflow-wrap:anywhere}\
    button{font:inherit;padding:.6rem 1.4rem;border:0;border-radius:6px;background:#0b57d0;color:#fff}";

fn page(mail: &Mail, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>",
        escaped(&mail.language),
        title = escaped(&mail.company_name),
    )
}

/// The button. Whoever only looks, or a scanner that follows every link, ends nothing.
pub fn ask(mail: &Mail, token: &str) -> String {
    let to = escaped(&mail.to_address);
    let (words, button) = match mail.language.as_str() {
        "fr" => (format!("Ne plus envoyer de tels courriels à {to} ?"), "Ne plus recevoir"),
        _ => (format!("Send no more mail like this to {to}?"), "Get no more"),
    };
    let form = format!(
        "<p>{words}</p><form method=\"post\" action=\"/api/public/unsubscribe/{}\"><button type=\"submit\">{button}</button></form>",
        escaped(token)
    );
    page(mail, &form)
}

/// It has ended, now or before.
pub fn done(mail: &Mail) -> String {
    let to = escaped(&mail.to_address);
    let words = match mail.language.as_str() {
        "fr" => format!(
            "C’est fait : {to} ne recevra plus de tels courriels. Ce qui concerne vos travaux vous parvient toujours."
        ),
        _ => format!("Done: {to} gets no more mail like this. What is about your own job still reaches you."),
    };
    page(mail, &format!("<p role=\"status\">{words}</p>"))
}
