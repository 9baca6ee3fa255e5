//! Password against whoever it belongs to, with the same work whether there is somebody or not.

use engine::{PlatformTx, event::NewEvent};
use kernel::{
    Result,
    ids::{IdentityId, SuperAdminId},
};
use serde_json::json;

use super::{network_block, normalised, not_right, password, store};

/// Who proved to be whom.
pub enum Proved {
    Identity { id: IdentityId },
    SuperAdmin { id: SuperAdminId, name: String, email: String },
}

pub async fn prove(tx: &PlatformTx, email: &str, password: &str) -> Result<Proved> {
    let email = normalised(email);
    let hmac = tx.settings().email_hmac(&email);
    let network = network_block(tx.facts().address.as_deref());
    let closed = store::closed(tx, &hmac, &network).await?;
    let found = store::find(tx, &hmac).await?;
    let (proved, stored) = match found {
        Some(store::Found::Identity(id)) => match store::identity(tx, id).await? {
            Some(row) => (Some(Proved::Identity { id }), row.password_hash),
            None => (None, None),
        },
        Some(store::Found::SuperAdmin(id)) => match store::super_admin(tx, id).await? {
            Some(row) if row.status == "ACTIVE" => {
                (Some(Proved::SuperAdmin { id, name: row.name, email: row.email }), row.password_hash)
            }
            _ => (None, None),
        },
        None => (None, None),
    };
    let right = password::verify(password, stored.filter(|_| !closed)).await?;
    if closed {
        return Err(not_right());
    }
    store::record(tx, &hmac, &network, right).await?;
    match proved {
        Some(proved) if right => Ok(proved),
        proved => {
            if let Some(Proved::Identity { id }) = proved {
                tell_owner(tx, id, &hmac, &network).await?;
            }
            Err(not_right())
        }
    }
}

/// The owner hears of it when the pair is blocked, once: the failure that closes the door.
async fn tell_owner(tx: &PlatformTx, id: IdentityId, hmac: &[u8], network: &str) -> Result<()> {
    if store::failures_of_pair(tx, hmac, network).await? < super::lockout::PAIR.most {
        return Ok(());
    }
    let memberships = store::memberships(tx, id).await?;
    let Some(first) = memberships.iter().find(|m| m.user_status == "ACTIVE") else { return Ok(()) };
    let user = kernel::Id::from_uuid(first.user_id);
    let inside =
        tx.enter(kernel::Id::from_uuid(first.company_id), Some((user, &first.user_name)), "sign-in blocked").await?;
    inside.about("user", first.user_id, &first.user_name);
    inside.severity("WARNING");
    inside.emit(NewEvent::new("access.sign_in.blocked", "user", first.user_id).data(json!({"network": network})));
    Ok(())
}
