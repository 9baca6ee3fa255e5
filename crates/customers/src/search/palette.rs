//! The palette: one field that finds anything with a name or number.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Id, Problems, Result,
    ids::{Invoice, Job, LocationId, Quote},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Finds customers and leads by name, point or number; quotes, jobs and invoices by number. 25 at most.
#[derive(Deserialize, JsonSchema)]
pub struct Search {
    pub q: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Hit {
    /// customer, lead, quote, job or invoice.
    pub kind: String,
    pub id: String,
    pub title: String,
    pub subtitle: String,
    pub number: String,
    /// What fits: NUMBER, EMAIL, PHONE, NAME, CONTACT or ADDRESS.
    pub matched: String,
}

impl Operation for Search {
    type Output = Vec<Hit>;
    const SPEC: Spec = Spec::read("customers.search", "/search")
        .summary("Mixed hits for a text: customers, leads, and records by their number.")
        .session();

    fn check(&self, p: &mut Problems) {
        super::check_text(p, self.q.as_deref());
    }

    async fn run(self, tx: &TenantTx) -> Result<Vec<Hit>> {
        let q = self.q.unwrap_or_default();
        let q = q.trim();
        if q.chars().count() < 2 {
            return Ok(vec![]);
        }
        let number = q.to_uppercase();
        let permissions = tx.caller().permissions();
        let customers_reach = permissions.reach("customer", "VIEW", tx.now());
        let leads_reach = permissions.reach("lead", "VIEW", tx.now());
        let numbered = store::numbered(tx, &number).await?;
        let customers = async {
            match &customers_reach {
                Some(reach) => store::customers(tx, q, reach).await,
                None => Ok(vec![]),
            }
        };
        let (customers, leads) = futures::try_join!(customers, store::leads(tx, q, leads_reach.as_ref()))?;
        let mut hits: Vec<Hit> = numbered.into_iter().filter_map(|row| numbered_hit(tx, row)).collect();
        hits.extend(customers.into_iter().map(|row| Hit {
            kind: "customer".into(),
            id: row.id.to_string(),
            title: row.display_name,
            subtitle: row.city.unwrap_or_default(),
            number: row.number,
            matched: row.matched,
        }));
        hits.extend(leads.into_iter().map(|row| Hit {
            kind: "lead".into(),
            id: row.id.to_string(),
            title: row.company_name.filter(|c| !c.is_empty()).unwrap_or(row.full_name),
            subtitle: row.status,
            number: row.number,
            matched: row.matched,
        }));
        // An exact identifier stands first, whatever it belongs to; the order within stays.
        hits.sort_by_key(|hit| hit.number != number);
        hits.dedup_by(|a, b| a.id == b.id);
        hits.truncate(25);
        Ok(hits)
    }

    fn example() -> Value {
        json!({"q": "harbour"})
    }
}

fn numbered_hit(tx: &TenantTx, row: crate::sql::search::NumberedRow) -> Option<Hit> {
    let me = tx.user_id_or_nil();
    let mine = [row.assigned_to, row.created_by].into_iter().flatten().any(|id| id == me);
    let facts = RowFacts { location: row.location_id.map(LocationId::from_uuid), mine, record: Value::Null };
    if !tx.may(&row.kind, "VIEW", &facts) {
        return None;
    }
    let id = match row.kind.as_str() {
        "quote" => Id::<Quote>::from_uuid(row.id).to_string(),
        "job" => Id::<Job>::from_uuid(row.id).to_string(),
        _ => Id::<Invoice>::from_uuid(row.id).to_string(),
    };
    Some(Hit {
        id,
        title: row.title.filter(|t| !t.is_empty()).unwrap_or_else(|| row.number.clone()),
        subtitle: row.customer_name.or(row.status).unwrap_or_default(),
        kind: row.kind,
        number: row.number,
        matched: "NUMBER".into(),
    })
}
