//! Who asks, read from what the request came with.

use std::sync::Arc;

use kernel::{Error, Result};
use uuid::Uuid;

use super::{Credentials, Engine, Request};
use crate::{
    caller::{Caller, Principal},
    operation::{Access, Spec},
    permission::Permissions,
};

impl Engine {
    pub(super) async fn caller(&self, spec: &Spec, request: &Request) -> Result<Caller> {
        let facts = request.facts.clone();
        match (&request.credentials, spec.access) {
            (Credentials::Internal { company, cause }, _) => Ok(Caller::system(*company, cause, facts)),
            (_, Access::Internal) => Err(Error::not_found("operation")),
            (Credentials::OnBehalf { company, user }, _) => {
                let permissions = self.permissions(*company, *user).await?;
                let principal = Principal::User { user: *user, session: kernel::Id::from_uuid(Uuid::nil()) };
                Ok(Caller { company: *company, principal, name: permissions.role_name.clone(), permissions, facts })
            }
            (credentials, Access::Link(kind)) => {
                let text = match credentials {
                    Credentials::Link(text) => text.as_str(),
                    _ => "",
                };
                let link = kernel::link::read(kind, text).ok_or_else(|| Error::not_found("page"))?;
                let caller = Caller {
                    company: link.company,
                    principal: Principal::Link { kind, hash: link.hash },
                    name: "link".into(),
                    permissions: Arc::new(Permissions::default()),
                    facts,
                };
                Ok(caller)
            }
            (Credentials::Bearer(token), _) => {
                let claims = self.0.settings.keys.verify(token, self.0.settings.now())?;
                let company = claims.client_id;
                if let Some(support) = &claims.support {
                    let principal =
                        Principal::Support { admin: support.admin, support: support.session, write: support.write };
                    let permissions = Arc::new(Permissions::support(support.write));
                    let caller = Caller { company, principal, name: support.name.clone(), permissions, facts };
                    return Ok(caller);
                }
                let (Some(user), Some(session)) = (claims.user(), claims.session()) else {
                    return Err(Error::not_signed_in("NOT_SIGNED_IN", "Please sign in again."));
                };
                let permissions = self.permissions(company, user).await?;
                let caller = Caller {
                    company,
                    principal: Principal::User { user, session },
                    name: claims.email.clone(),
                    permissions,
                    facts,
                };
                Ok(caller)
            }
            _ => Err(Error::not_signed_in("NOT_SIGNED_IN", "Please sign in.")),
        }
    }
}
