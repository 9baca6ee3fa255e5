//! The trail from the change to the file that anybody can check.

use engine::Credentials;
use serde_json::json;
use testkit::Kit;

#[tokio::test]
async fn an_exported_trail_verifies_and_a_changed_one_names_the_place() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("chain", "MOVING").await.expect("a company");
    let customer = kit
        .internal(
            company.id,
            "customers.customer.create",
            json!({"kind": "PERSON", "first_name": "Nils", "last_name": "Marsh"}),
        )
        .await
        .expect("a customer");
    compliance::sealer::all(&kit.engine).await.expect("sealed");
    kit.internal(company.id, "customers.customer.change", json!({"id": customer["id"], "notes": "call back"}))
        .await
        .expect("changed");
    compliance::sealer::all(&kit.engine).await.expect("sealed");
    kit.internal(company.id, "compliance.audit.checkpoint", json!({})).await.expect("signed");
    let token = kit.sign_in(&company.admin_email).await.expect("a session");
    let blob = kit.run(Credentials::Bearer(token), "compliance.audit.export", json!({})).await.expect("a file");
    let text = decode(blob["bytes"].as_str().expect("bytes"));
    let key = hex::encode(kit.audit_key.verifying_key().as_bytes());
    let clean = compliance::chain::verify_audit(text.as_bytes(), &key, None);
    assert_eq!(clean.exit, 0, "{}", clean.text);
    let broken = text.replacen("customers.customer.change", "customers.customer.create", 1);
    let found = compliance::chain::verify_audit(broken.as_bytes(), &key, None);
    assert_eq!(found.exit, 1, "{}", found.text);
    assert!(found.text.contains("CHANGED"), "{}", found.text);
}

#[tokio::test]
async fn a_change_shows_before_and_after_and_can_be_rolled_back() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("history", "MOVING").await.expect("a company");
    let made = kit
        .internal(
            company.id,
            "customers.customer.create",
            json!({"kind": "PERSON", "first_name": "Nils", "notes": "first"}),
        )
        .await
        .expect("a customer");
    let id = made["id"].clone();
    kit.internal(company.id, "customers.customer.change", json!({"id": id, "notes": "second"})).await.expect("changed");
    let token = kit.sign_in(&company.admin_email).await.expect("a session");
    let me = || Credentials::Bearer(token.clone());
    let versions =
        kit.run(me(), "compliance.history.list", json!({"entity": "customer", "id": id})).await.expect("history");
    assert_eq!(versions["versions"][0]["before"]["notes"], "first");
    assert_eq!(versions["versions"][0]["after"]["notes"], "second");
    let first = versions["versions"].as_array().and_then(|v| v.last()).expect("a first version")["version"].clone();
    let input = json!({"entity": "customer", "id": id, "version": first, "reason": "Typed into the wrong record."});
    kit.run(me(), "compliance.history.rollback", input).await.expect("rolled back");
    let now = kit.internal(company.id, "customers.customer.read", json!({"id": id})).await.expect("the customer");
    assert_eq!(now["notes"], "first");
    let trail =
        kit.internal(company.id, "compliance.audit.list", json!({"action": "ROLLBACK"})).await.expect("the trail");
    assert_eq!(trail["items"][0]["severity"], "CRITICAL");
}

fn decode(text: &str) -> String {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).expect("base 64");
    String::from_utf8(bytes).expect("text")
}
