//! Invitations (ACC-25): a mailed link, 7 days, single use; sending again voids the former.

use engine::{Done, Operation, Spec, TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Problems, Result, ids::UserId, link};
use ports::{Filling, MailPort, OutgoingMail};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{UserCard, store};
use crate::auth::password;

const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Makes the one link that counts and queues its mail.
pub(crate) async fn send(tx: &TenantTx, id: UserId, email: &str, name: &str) -> Result<()> {
    let text = link::make("i", tx.company(), tx.secret());
    store::invite(tx, id, &link::hash(&text), tx.now() + LIFE).await?;
    // Without a mail module the invitation can be sent again later.
    let Ok(mail) = tx.port::<MailPort>() else { return Ok(()) };
    let url = format!("{}/invitation/{text}", tx.settings().public_url);
    mail.queue(
        tx,
        OutgoingMail {
            template: "access.user.invited",
            to: email.to_owned(),
            // The company's.
            language: None,
            values: vec![("name", Filling::Text(name.to_owned())), ("link", Filling::Link(url))],
            customer_id: None,
            location_id: None,
            about: ("user", id.uuid()),
            attachments: vec![],
        },
    )
    .await
    .map(drop)
}

/// Sends the invitation again.
#[derive(Deserialize, JsonSchema)]
pub struct InviteAgain {
    pub id: UserId,
}

impl Operation for InviteAgain {
    type Output = UserCard;
    const SPEC: Spec = Spec::command("access.user.invite", "POST", "/users/{id}/invite")
        .summary("Sends an invitation again; the former link no longer works.")
        .permission("user", "CREATE")
        .on("user", "id");
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        let user = store::get(tx, self.id).await?;
        if user.status != "INVITED" {
            return Err(Error::conflict("NOT_INVITED", "This person has accepted already."));
        }
        send(tx, self.id, &user.email, &user.name).await?;
        tx.emit(NewEvent::new("access.user.invited", "user", self.id.uuid()).location(user.location_id));
        Ok(UserCard::of(store::get(tx, self.id).await?))
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000"})
    }
}

/// Accepts an invitation with a first password.
#[derive(Deserialize, JsonSchema)]
pub struct AcceptInvitation {
    /// Out of the link.
    pub token: String,
    pub password: String,
}

impl Operation for AcceptInvitation {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.user.accept", "POST", "/invitations/{token}/accept")
        .summary("Accepts an invitation and sets the password.")
        .link("i");
    fn check(&self, p: &mut Problems) {
        p.text("token", &self.token, 200);
        password::check(p, "password", &self.password, &[]);
    }
    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let found = store::invited(tx, &tx.link_hash()?).await?;
        let user = found.ok_or_else(|| Error::not_found("invitation: it was used already or has expired"))?;
        let company = crate::company::store::get(tx, tx.company()).await?;
        let mut problems = Problems::new();
        password::check(&mut problems, "password", &self.password, &[&user.email, &company.name]);
        problems.finish()?;
        // Somebody who got a password elsewhere in the meantime keeps it.
        if user.password_hash.is_none() {
            let mut salt = [0; 16];
            salt.copy_from_slice(&tx.secret()[..16]);
            store::set_password(tx, user.identity_id, &password::hash(&self.password, salt).await?).await?;
        }
        store::accept(tx, user.id).await?;
        tx.about("user", user.id.uuid(), &user.name);
        tx.at_location(user.location_id);
        tx.emit(NewEvent::new("access.user.activated", "user", user.id.uuid()).location(user.location_id));
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"token": "i_AbCd", "password": "three grey pianos"})
    }
}
