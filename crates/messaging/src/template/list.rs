//! Every message of the product, and whose words it is written with.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{declared, store};

/// Lists the messages that have words.
#[derive(Deserialize, JsonSchema)]
pub struct ListTemplates {}

/// A company's or location's own words in one language.
#[derive(Serialize, JsonSchema)]
pub struct OwnWords {
    /// Absent: of the whole company.
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    /// en or fr.
    pub language: String,
    /// DRAFT or PUBLISHED.
    pub state: String,
}

/// Whether a message that answers an event leaves by itself.
#[derive(Serialize, JsonSchema)]
pub struct Switched {
    pub location_id: Option<LocationId>,
    pub is_on: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct TemplateLine {
    pub key: String,
    /// EMAIL or SMS.
    pub channel: String,
    pub purpose: String,
    pub name_en: String,
    pub name_fr: String,
    /// The event it answers by itself; absent where somebody's act sends it.
    pub event: Option<String>,
    pub switches: Vec<Switched>,
    pub own: Vec<OwnWords>,
}

#[derive(Serialize, JsonSchema)]
pub struct Templates {
    pub templates: Vec<TemplateLine>,
}

impl Operation for ListTemplates {
    type Output = Templates;
    const SPEC: Spec = Spec::read("messaging.template.list", "/templates")
        .summary("The messages the product writes, and whose words they have.")
        .permission("template", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Templates> {
        let (mut standing, mut switches) = futures::try_join!(store::standing(tx), store::switches(tx))?;
        // The company's are everybody's; a location's are seen by those who work there.
        standing.retain(|row| row.location_id.is_none_or(|location| super::may_view(tx, location)));
        switches.retain(|row| row.location_id.is_none_or(|location| super::may_view(tx, location)));
        let line = |declared: &declared::Declared| TemplateLine {
            key: declared.key.into(),
            channel: declared.channel.code().into(),
            purpose: declared.purpose.into(),
            name_en: declared.name[0].into(),
            name_fr: declared.name[1].into(),
            event: declared.event.map(str::to_owned),
            switches: switches
                .iter()
                .filter(|row| row.key == declared.key)
                .map(|row| Switched { location_id: row.location_id, is_on: row.is_on })
                .collect(),
            own: standing
                .iter()
                .filter(|row| row.key == declared.key)
                .map(|row| OwnWords {
                    location_id: row.location_id,
                    location_name: row.location_name.clone(),
                    language: row.language.clone(),
                    state: row.state.clone(),
                })
                .collect(),
        };
        Ok(Templates { templates: declared::all().map(line).collect() })
    }

    fn example() -> Value {
        json!({})
    }
}
