//! The right is there, the reach is not: a record at another place, or not one's own, is not found.

use engine::{Engine, ErrorKind, Resource, module::Registry, operation::Access};
use serde_json::{Value, json};

use super::{Credentials, Finding, Ground, finding, ids, nothing_wrong, on_common_ground, request, sign_in};

pub struct Swept {
    pub tried: usize,
    pub found: Vec<Finding>,
}

/// Somebody who holds every right in this scope, at a place of mine where nothing has happened yet.
pub async fn newcomer(ground: &Ground, scope: &str) -> String {
    let (kit, company) = (&ground.kit, ground.mine.id);
    let code = format!("ALL_{scope}");
    let role = kit
        .internal(company, "access.role.clone", json!({"code": code, "name": code, "from": "MANAGER"}))
        .await
        .expect("a role");
    let roles = kit.internal(company, "access.role.list", json!({})).await.expect("roles");
    let roles = roles["items"].as_array().or(roles.as_array()).expect("roles").clone();
    let admin = roles.iter().find(|r| r["code"] == "ADMIN").expect("the administrator's role");
    let rights = admin["permissions"].as_array().expect("rights").iter();
    let all: Vec<Value> =
        rights.map(|r| json!({"resource": r["resource"], "action": r["action"], "scope": scope})).collect();
    let change = json!({"id": role["id"], "permissions": all});
    kit.internal(company, "access.role.change", change).await.expect("all rights");
    let place = json!({"name": format!("Nowhere {scope}"), "code": format!("NW{}", &scope[..2]), "city": "Toronto",
        "province": "ON", "country": "CA", "timezone": "America/Toronto", "kind": "CORPORATE"});
    let place = kit.internal(company, "access.location.create", place).await.expect("a place");
    let email = format!("nils.{}@lgm.example", scope.to_lowercase());
    let input = json!({"name": "Nils New", "email": email, "role_code": code,
        "location_id": place["id"], "password": testkit::PASSWORD});
    kit.internal(company, "access.user.create", input).await.expect("a user");
    sign_in(&kit.engine, &email, testkit::PASSWORD).await
}

/// Tries every operation on a record whose reach `limits`, with a record out of reach.
pub async fn sweep(ground: &Ground, engine: &Engine, token: &str, limits: impl Fn(&Resource) -> bool) -> Swept {
    let mut swept = Swept { tried: 0, found: vec![] };
    // Records and reach are as the product declares them, whatever the engine under test makes of them.
    let product = Registry::new(app::modules::all());
    for operation in product.operations() {
        let spec = operation.spec();
        let (Access::Permission(..), Some(target)) = (spec.access, spec.target) else { continue };
        let Some(resource) = product.resource(target.resource).copied().filter(&limits) else { continue };
        let Some(id) = placed_row(ground, &resource).await else {
            swept.found.push(finding(spec.name, format!("there is no {} at a place", resource.table)));
            continue;
        };
        let mut input = ground.input(operation.as_ref(), 0).await;
        input[target.field] = json!(id);
        let asked = request(engine, spec.name, Credentials::Bearer(token.into()), input);
        swept.tried += 1;
        match engine.run(asked).await {
            // A refusal of the role itself comes before the record is looked at.
            Err(e) if matches!(e.kind, ErrorKind::NotFound | ErrorKind::Forbidden) => {}
            Err(e) => swept.found.push(finding(spec.name, format!("answers {e}"))),
            Ok(_) => swept.found.push(finding(spec.name, "reaches a record out of reach")),
        }
    }
    swept
}

/// A row of mine that stands at a place, where rows of its kind do.
async fn placed_row(ground: &Ground, resource: &Resource) -> Option<String> {
    let Resource { table, location, .. } = resource;
    let anywhere = if placed(resource) { "false" } else { "true" };
    let text = format!(
        "select r.id from {table} r where r.company_id = $1 and ({anywhere} or ({location}) is not null) \
         order by r.id limit 1"
    );
    let row = ground.owner.query_opt(&text, &[&ground.mine.id]).await.unwrap_or_else(|e| panic!("{table}: {e}"))?;
    Some(ids::edge(table, row.get(0)))
}

/// Whether the resource's rows have a place that is always filled.
pub fn placed(resource: &Resource) -> bool {
    !resource.location.starts_with("null")
}

#[test]
fn a_record_at_another_place_is_not_found() {
    on_common_ground(async |ground| {
        let token = newcomer(ground, "LOCATION").await;
        let swept = sweep(ground, &ground.kit.engine, &token, placed).await;
        nothing_wrong(&swept.found);
        println!("{} operations tried", swept.tried);
        assert!(swept.tried >= 60, "only {} operations were tried", swept.tried);
    });
}

#[test]
fn a_record_of_somebody_else_is_not_found_in_scope_own() {
    on_common_ground(async |ground| {
        let token = newcomer(ground, "OWN").await;
        let swept = sweep(ground, &ground.kit.engine, &token, |_| true).await;
        nothing_wrong(&swept.found);
        println!("{} operations tried", swept.tried);
        assert!(swept.tried >= 60, "only {} operations were tried", swept.tried);
    });
}
