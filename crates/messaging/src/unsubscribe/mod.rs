//! Every marketing mail says who writes and how to end it (MSG-11).

pub mod act;
mod page;
pub mod show;
mod store;

use engine::TenantTx;
use hmac::{Hmac, Mac};
use kernel::{Result, html::escaped, ids::CommunicationId};
use sha2::Sha256;

use crate::{message::draft::Draft, sender::Face};

/// The kind of these links.
pub const KIND: &str = "u";

/// What stands above the lines the product adds.
const LINE: &str = "\n\n-- \n";

/// Whether mail of the purpose can be ended by whoever gets it.
pub fn can_be_ended(purpose: &str) -> bool {
    matches!(purpose, "MARKETING" | "REVIEW")
}

/// The token of a message. It can be reckoned again for every try; only its hash is stored, and it never lapses.
pub fn token(tx: &TenantTx, id: CommunicationId) -> String {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&tx.settings().master_key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(b"unsubscribe\0");
    mac.update(tx.company().uuid().as_bytes());
    mac.update(id.uuid().as_bytes());
    kernel::link::make(KIND, tx.company(), mac.finalize().into_bytes().into())
}

/// Where the link leads, for people and for mail programs alike.
pub fn url(tx: &TenantTx, token: &str) -> String {
    format!("{}/api/public/unsubscribe/{token}", tx.settings().public_url)
}

/// Adds name, postal address and link; not the writer's business. Mail that goes again gets them anew.
pub async fn sign(
    tx: &TenantTx,
    draft: &mut Draft,
    face: &Face,
    language: &str,
    id: CommunicationId,
) -> Result<[u8; 32]> {
    let token = token(tx, id);
    let address = store::postal_address(tx, draft.location_id).await?;
    let end = if language == "fr" { "Ne plus recevoir de tels courriels" } else { "Get no more mail like this" };
    let colon = if language == "fr" { " :" } else { ":" };
    let from: Vec<&str> = std::iter::once(face.name.as_str()).chain(address.as_deref()).collect();
    let (from, url) = (from.join(", "), url(tx, &token));
    if draft.resent_of.is_some()
        && let Some((words, _)) = draft.text.rsplit_once(LINE)
    {
        draft.text = words.to_owned();
    }
    draft.text = format!("{}{LINE}{from}\n{end}{colon} {url}", draft.text.trim_end());
    if let Some(html) = &mut draft.html {
        let added = format!("<p>{}<br><a href=\"{}\">{end}</a></p>", escaped(&from), escaped(&url));
        *html = match html.rsplit_once("</body>") {
            Some((before, behind)) => format!("{before}{added}</body>{behind}"),
            None => format!("{html}{added}"),
        };
    }
    Ok(kernel::link::hash(&token))
}
