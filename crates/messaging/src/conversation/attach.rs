//! Who an unknown point is.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{ConversationId, CustomerId},
};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    changed,
    read::{Conversation, show},
    store,
};
use crate::message::store::customer_card;

/// Attaches a conversation to a customer. When the customer has one with this location already, what was said here
/// moves there.
#[derive(Deserialize, JsonSchema)]
pub struct AttachConversation {
    pub id: ConversationId,
    pub customer_id: CustomerId,
}

impl Operation for AttachConversation {
    type Output = Conversation;
    const SPEC: Spec = Spec::command("messaging.conversation.attach", "POST", "/conversations/{id}/attach")
        .summary("Says which customer a conversation is with.")
        .permission("conversation", "UPDATE")
        .on("conversation", "id");

    async fn run(self, tx: &TenantTx) -> Result<Conversation> {
        tx.target().await?;
        let card = customer_card(tx, self.customer_id).await?.ok_or_else(|| Error::not_found("customer"))?;
        let customer = card.merged_into.unwrap_or(self.customer_id);
        let row = store::row(tx, self.id).await?;
        if row.customer_id.is_some() {
            return Err(Error::conflict("ATTACHED", "This conversation belongs to a customer already."));
        }
        let location = row.location_id.or(card.location_id);
        let standing = match store::of_customer(tx, customer, row.location_id).await? {
            Some(id) => Some(id),
            None => store::of_customer(tx, customer, location).await?,
        };
        let id = match standing {
            None => {
                store::attach(tx, self.id, customer, location, &card.display_name).await?;
                self.id
            }
            Some(standing) => {
                store::join(tx, self.id, standing, customer).await?;
                let channel = if row.channel == "SMS" { Channel::Sms } else { Channel::Email };
                store::came_in(tx, standing, channel, &row.preview, &row.marks).await?;
                changed(tx, standing, row.location_id);
                standing
            }
        };
        changed(tx, self.id, row.location_id);
        tx.about("conversation", self.id.uuid(), &card.display_name);
        tx.at_location(row.location_id);
        show(tx, id, None).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000", "customer_id": "cus_01h00000000000000000000000"})
    }
}
