//! What files may bring.

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use ports::ImportObjects;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Lists the kinds of records that files may bring, with the fields that columns may be mapped to.
#[derive(Deserialize, JsonSchema)]
pub struct ListObjects {}

#[derive(Serialize, JsonSchema)]
pub struct Object {
    pub object: String,
    pub fields: Vec<Field>,
}

#[derive(Serialize, JsonSchema)]
pub struct Field {
    pub name: String,
    /// Holds a day.
    pub is_day: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Objects {
    pub objects: Vec<Object>,
}

impl Operation for ListObjects {
    type Output = Objects;
    const SPEC: Spec = Spec::read("integrations.import.objects", "/imports/objects")
        .summary("The kinds of records that files may bring, with their fields.")
        .permission("import", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Objects> {
        let objects = tx.port::<ImportObjects>()?;
        let field = |f: &ports::ImportField| Field { name: f.name.into(), is_day: f.is_day };
        let object = |o: &std::sync::Arc<dyn ports::ImportObject>| Object {
            object: o.name().into(),
            fields: o.fields().iter().map(field).collect(),
        };
        Ok(Objects { objects: objects.all().map(object).collect() })
    }
    fn example() -> Value {
        json!({})
    }
}
