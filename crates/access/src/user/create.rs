//! Makes a user: a new identity, or an existing one that joins.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{IdentityId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{UserCard, store};
use crate::{
    auth::{looks_like_email, normalised, password},
    plan::{Verdict, one_more},
    role,
};

/// Makes a user (ACC-3, ACC-4, ACC-8).
#[derive(Debug, Deserialize, JsonSchema)]
pub struct CreateUser {
    pub name: String,
    pub email: String,
    pub role_code: String,
    pub location_id: Option<LocationId>,
    pub phone: Option<String>,
    /// For a new address; without it an invitation is mailed. Somebody who has a password here already keeps it.
    pub password: Option<String>,
}

impl Operation for CreateUser {
    type Output = UserCard;
    const SPEC: Spec = Spec::command("access.user.create", "POST", "/users")
        .summary("Makes a user; an existing person joins the company.")
        .permission("user", "CREATE")
        .created();
    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        p.text("email", &self.email, 254);
        p.require(looks_like_email(&self.email), "email", "NOT_AN_EMAIL", "This is not an e-mail address.");
        p.text("role_code", &self.role_code, 60);
        if let Some(phone) = &self.phone {
            p.text("phone", phone, 50);
        }
        if let Some(password) = &self.password {
            password::check(p, "password", password, &[&self.email]);
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        tx.require("user", "CREATE", &RowFacts { location: self.location_id, mine: false, record: json!({}) })?;
        let role = store_role(tx, &self.role_code).await?;
        if role.counts_as_user {
            count_one_more(tx).await?;
        }
        let id = insert(tx, &self, role.id).await?;
        Ok(UserCard::of(store::get(tx, id).await?))
    }
    fn example() -> Value {
        json!({
            "name": "Ada Quill", "email": "ada@example.org", "role_code": "DISPATCHER",
            "location_id": "loc_01h00000000000000000000000", "password": "three grey pianos",
        })
    }
}

/// The role of that code, if the caller may give it.
pub(crate) async fn store_role(tx: &TenantTx, code: &str) -> Result<role::store::RoleByCodeRow> {
    let found = role::store::by_code(tx, code).await?;
    let found = found.ok_or_else(|| Error::invalid("role_code", "UNKNOWN", "There is no such role."))?;
    role::may_give_role(tx.caller(), &found.code)?;
    let grants = role::store::grants_of(tx, found.id).await?;
    let wanted: Vec<_> = grants
        .iter()
        .map(|g| role::Wanted {
            resource: &g.resource,
            action: &g.action,
            scope: engine::permission::Scope::read(&g.scope),
            condition: g.condition.as_deref(),
        })
        .collect();
    role::may_give(tx.caller(), &wanted, tx.now())?;
    Ok(found)
}

/// Refused when the plan is full; told when 80 or 95 per cent are passed.
pub(crate) async fn count_one_more(tx: &TenantTx) -> Result<()> {
    let (used, limit) = store::use_and_limit(tx).await?;
    match one_more(used, limit) {
        Verdict::Fine => Ok(()),
        Verdict::Warn(percent) => {
            let data = json!({"limit": "users", "percent": percent, "used": used + 1, "most": limit});
            tx.emit(NewEvent::new("access.limit.reached", "company", tx.company().uuid()).data(data));
            Ok(())
        }
        Verdict::Full => Err(Error::conflict(
            "PLAN_LIMIT",
            format!("Your plan's users are all in use ({used}). Disable somebody or change the plan."),
        )
        .with_data(json!({"used": used, "most": limit}))),
    }
}

async fn insert(tx: &TenantTx, new: &CreateUser, role: kernel::ids::RoleId) -> Result<UserId> {
    let email = normalised(&new.email);
    let hmac = tx.settings().email_hmac(&email);
    let (identity, status) = match store::identity_of(tx, &hmac).await? {
        Some(known) => (known, "ACTIVE"),
        None => {
            (insert_identity(tx, new, &email, &hmac).await?, if new.password.is_some() { "ACTIVE" } else { "INVITED" })
        }
    };
    let id: UserId = tx.new_id();
    let name = new.name.trim();
    store::insert(
        tx,
        store::NewUser {
            id,
            identity,
            name,
            email: &email,
            phone: new.phone.as_deref(),
            role,
            location: new.location_id,
            status,
        },
    )
    .await?;
    if status == "INVITED" {
        super::invite::send(tx, id, &email, name).await?;
    }
    tx.about("user", id.uuid(), name);
    tx.at_location(new.location_id);
    let event = if status == "ACTIVE" { "access.user.activated" } else { "access.user.invited" };
    tx.emit(NewEvent::new(event, "user", id.uuid()).location(new.location_id));
    Ok(id)
}

async fn insert_identity(tx: &TenantTx, new: &CreateUser, email: &str, hmac: &[u8]) -> Result<IdentityId> {
    let hash = match &new.password {
        None => None,
        Some(text) => {
            let company = crate::company::store::get(tx, tx.company()).await?;
            let mut problems = Problems::new();
            password::check(&mut problems, "password", text, &[email, &company.name]);
            problems.finish()?;
            let mut salt = [0; 16];
            salt.copy_from_slice(&tx.secret()[..16]);
            Some(password::hash(text, salt).await?)
        }
    };
    let id: IdentityId = tx.new_id();
    let new = store::NewIdentity {
        id,
        email,
        email_hmac: hmac,
        name: new.name.trim(),
        password_hash: hash.as_deref(),
        locale: "en",
    };
    store::insert_identity(tx, new).await?;
    Ok(id)
}
