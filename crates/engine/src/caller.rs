//! Who acts. Private fields and one constructor each: without a caller there is no data.

use std::sync::Arc;

use kernel::ids::{CompanyId, LocationId, SessionId, SuperAdminId, SupportSessionId, UserId};
use uuid::Uuid;

use crate::permission::Permissions;

/// What is known of the request; goes into the audit line.
#[derive(Clone, Debug)]
pub struct RequestFacts {
    pub request_id: Uuid,
    pub address: Option<String>,
    pub agent: Option<String>,
    /// Whether who asks reads French; everybody else is spoken to in English.
    pub reads_french: bool,
}

impl RequestFacts {
    pub fn internal(request_id: Uuid) -> Self {
        Self { request_id, address: None, agent: None, reads_french: false }
    }
}

#[derive(Clone, Debug)]
pub enum Principal {
    User {
        user: UserId,
        session: SessionId,
    },
    /// A super admin inside a company, by a support session with a reason.
    Support {
        admin: SuperAdminId,
        support: SupportSessionId,
        write: bool,
    },
    /// Somebody with a secret link or key; `hash` is its SHA-256, found by the operation itself.
    Link {
        kind: &'static str,
        hash: [u8; 32],
    },
    /// The product itself: a subscriber, a schedule, the demo, an import.
    System {
        cause: String,
    },
}

#[derive(Clone, Debug)]
pub struct Caller {
    pub(crate) company: CompanyId,
    pub(crate) principal: Principal,
    pub(crate) name: String,
    pub(crate) permissions: Arc<Permissions>,
    pub(crate) facts: RequestFacts,
}

impl Caller {
    pub(crate) fn system(company: CompanyId, cause: &str, facts: RequestFacts) -> Self {
        Self {
            company,
            principal: Principal::System { cause: cause.to_owned() },
            name: format!("system: {cause}"),
            permissions: Arc::new(Permissions::all()),
            facts,
        }
    }
    pub fn company(&self) -> CompanyId {
        self.company
    }
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
    pub fn name(&self) -> &str {
        &self.name
    }
    pub fn permissions(&self) -> &Permissions {
        &self.permissions
    }
    pub fn facts(&self) -> &RequestFacts {
        &self.facts
    }
    pub fn user(&self) -> Option<UserId> {
        match self.principal {
            Principal::User { user, .. } => Some(user),
            _ => None,
        }
    }
    /// Locations the caller works at.
    pub fn locations(&self) -> &[LocationId] {
        &self.permissions.locations
    }
    pub(crate) fn actor_kind(&self) -> &'static str {
        match self.principal {
            Principal::User { .. } => "USER",
            Principal::Support { .. } => "SUPER_ADMIN",
            Principal::Link { kind: "p", .. } => "KEY",
            Principal::Link { .. } => "LINK",
            Principal::System { .. } => "SYSTEM",
        }
    }
    /// The id that idempotency keys and audit lines hang on; nil for the product itself.
    pub fn actor_id(&self) -> Uuid {
        match &self.principal {
            Principal::User { user, .. } => user.uuid(),
            Principal::Support { admin, .. } => admin.uuid(),
            Principal::Link { hash, .. } => {
                let mut bytes = [0u8; 16];
                bytes.copy_from_slice(&hash[..16]);
                Uuid::from_bytes(bytes)
            }
            Principal::System { .. } => Uuid::nil(),
        }
    }
}
