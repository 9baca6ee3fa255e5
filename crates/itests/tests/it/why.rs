//! Why somebody may or may not, and what the audit keeps of renewing a session.

use engine::Credentials;
use serde_json::json;
use testkit::{Kit, PASSWORD};

#[tokio::test]
async fn acc_11_why_answers_for_the_record_that_is_named() {
    let kit = Kit::start().await.expect("an installation");
    let company = kit.company("north", "MOVING").await.expect("a company");
    let here = kit.internal(company.id, "access.location.list", json!({})).await.expect("locations")[0]["id"].clone();
    let place = json!({"name": "Far", "code": "FAR", "city": "Ottawa", "province": "ON", "country": "CA",
        "timezone": "America/Toronto", "kind": "CORPORATE"});
    let far = kit.internal(company.id, "access.location.create", place).await.expect("a location")["id"].clone();
    let person = async |name: &str, role: &str, location: &serde_json::Value| {
        let input = json!({"name": name, "email": format!("{name}@north.example.org"), "role_code": role,
            "password": PASSWORD, "location_id": location});
        kit.internal(company.id, "access.user.create", input).await.expect("a user")["id"].clone()
    };
    person("mia", "MANAGER", &here).await;
    let (near, away) = (person("nora", "MOVER", &here).await, person("fay", "MOVER", &far).await);
    let token = kit.sign_in("mia@north.example.org").await.expect("signed in");
    let why = async |record: serde_json::Value| {
        let input = json!({"permission": "user:VIEW", "record_id": record});
        kit.run(Credentials::Bearer(token.clone()), "access.why", input).await
    };
    assert_eq!(why(near).await.expect("why")["reason"], "ALLOWED");
    assert_eq!(why(away.clone()).await.expect("why")["reason"], "OUT_OF_SCOPE");
    let nobody = format!("{}0000", &away.as_str().expect("an id")[..away.as_str().map_or(0, str::len) - 4]);
    assert_eq!(why(json!(nobody)).await.expect_err("nobody").problems[0].field, "record_id");
    assert_eq!(why(json!("x")).await.expect_err("no id").problems[0].code, "NOT_AN_ID");
}

#[tokio::test]
async fn cmp_1_renewing_a_session_leaves_no_line_and_a_reused_token_does() {
    let kit = Kit::start().await.expect("an installation");
    let company = kit.company("north", "MOVING").await.expect("a company");
    let sign_in = json!({"email": company.admin_email, "password": PASSWORD});
    let first = kit.run(Credentials::Anonymous, "access.auth.login", sign_in).await.expect("signed in");
    let refresh = async |token: &serde_json::Value| {
        kit.run(Credentials::Anonymous, "access.auth.refresh", json!({"refresh_token": token})).await
    };
    let owner = kit.owner().await.expect("owner");
    let lines = async || -> i64 {
        let sql = "select count(*) from audit_entry where operation = 'access.auth.refresh'";
        owner.query_one(sql, &[]).await.expect("lines").get(0)
    };
    let second = refresh(&first["refresh_token"]).await.expect("renewed");
    let third = refresh(&second["refresh_token"]).await.expect("renewed");
    assert_eq!(lines().await, 0);
    refresh(&first["refresh_token"]).await.expect_err("used twice before");
    assert_eq!(lines().await, 1);
    refresh(&third["refresh_token"]).await.expect_err("the family has ended");
}
