//! A role that holds nothing: refused everywhere, and every refusal stands in the trail.

use engine::{Engine, ErrorKind, operation::Access};
use serde_json::json;

use super::{Credentials, Finding, Ground, ask, finding, nothing_wrong, on_common_ground, request, sign_in};

/// What everybody who is signed in may do: it is about themselves, or looks at what the caller holds by itself.
pub const OF_EVERYBODY: &[&str] = &[
    "access.auth.me",
    "access.session.end",
    "access.session.list",
    "access.why",
    "compliance.history.list",
    "customers.search",
    "messaging.notification.list",
    "messaging.notification.mark",
    "messaging.notification.prefer",
    "messaging.notification.preferences",
    "messaging.push.forget",
    "messaging.push.subscribe",
    "mobile.operation.record",
];

pub struct Swept {
    pub tried: usize,
    pub found: Vec<Finding>,
}

/// Somebody with a role of mine that holds no right at all, signed in.
pub async fn nobody(ground: &Ground) -> String {
    let (kit, company) = (&ground.kit, ground.mine.id);
    let role = kit
        .internal(company, "access.role.clone", json!({"code": "NOTHING", "name": "Nothing", "from": "DRIVER"}))
        .await
        .expect("a role");
    let none = json!({"id": role["id"], "permissions": []});
    kit.internal(company, "access.role.change", none).await.expect("no rights");
    let email = "nora.nothing@lgm.example";
    let input = json!({"name": "Nora Nothing", "email": email, "role_code": "NOTHING",
        "location_id": ground.mine.row("location", 0), "password": testkit::PASSWORD});
    kit.internal(company, "access.user.create", input).await.expect("a user");
    sign_in(&kit.engine, email, testkit::PASSWORD).await
}

/// Tries every operation that needs a right of this one, as somebody who holds none.
pub async fn sweep(ground: &Ground, engine: &Engine, token: &str, names: &[&'static str]) -> Swept {
    let mut swept = Swept { tried: 0, found: vec![] };
    for name in names {
        let operation = engine.registry().operation(name).expect("an operation");
        let input = ground.input(operation.as_ref(), 0).await;
        let asked = request(engine, name, Credentials::Bearer(token.into()), input);
        let id = asked.facts.request_id;
        swept.tried += 1;
        match engine.run(asked).await {
            Ok(_) => swept.found.push(finding(name, "is open to a role without rights")),
            Err(e) if e.kind != ErrorKind::Forbidden => swept.found.push(finding(name, format!("answers {e}"))),
            Err(_) => {
                let lines = ground.lines(name, id, "REFUSED").await;
                if lines != 1 {
                    swept.found.push(finding(name, format!("the refusal left {lines} lines in the trail")));
                }
            }
        }
    }
    swept
}

/// The operations of the product that need a right.
pub fn guarded(engine: &Engine) -> Vec<&'static str> {
    let all = engine.registry().operations().map(|o| o.spec());
    all.filter(|s| matches!(s.access, Access::Permission(..))).map(|s| s.name).collect()
}

#[test]
fn a_role_without_rights_is_refused_everywhere_and_the_trail_says_so() {
    on_common_ground(async |ground| {
        let engine = &ground.kit.engine;
        let token = nobody(ground).await;
        let swept = sweep(ground, engine, &token, &guarded(engine)).await;
        nothing_wrong(&swept.found);
        let open: Vec<&str> = engine
            .registry()
            .operations()
            .map(|o| o.spec())
            .filter(|s| s.access == Access::Session)
            .map(|s| s.name)
            .collect();
        assert_eq!(open, OF_EVERYBODY, "what everybody may do is listed by hand");
        println!("{} operations tried", swept.tried);
        assert!(swept.tried >= 130, "only {} operations were tried", swept.tried);
    });
}

#[test]
fn a_companys_administrator_finds_nothing_of_the_platform() {
    on_common_ground(async |ground| {
        let mut tried = 0;
        for operation in ground.kit.engine.registry().operations() {
            let spec = operation.spec();
            if !matches!(spec.access, Access::SuperAdmin(_)) {
                continue;
            }
            tried += 1;
            let input = ground.input(operation.as_ref(), 0).await;
            let error = ask(&ground.kit.engine, &ground.mine.admin, spec.name, input).await.map(|a| a.data);
            assert_eq!(error.expect_err(spec.name).kind, ErrorKind::NotFound, "{}", spec.name);
        }
        assert!(tried >= 10, "only {tried} operations were tried");
    });
}
