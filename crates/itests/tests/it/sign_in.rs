//! Signing in over HTTP, and what ends a session.

use serde_json::json;
use testkit::{Kit, PASSWORD};

#[tokio::test]
async fn signing_in_answers_a_token_and_a_cookie_and_signing_out_ends_it() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("door", "MOVING").await.expect("a company");
    let served = kit.serve().await.expect("a server");
    let mut client = served.anonymous();
    let reply = client
        .post("/auth/login", json!({"email": company.admin_email, "password": PASSWORD}))
        .await
        .expect("an answer");
    assert_eq!(reply.status, 200, "{}", reply.body);
    let cookie = reply.headers.get("set-cookie").and_then(|v| v.to_str().ok()).expect("a cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(reply.body["data"].get("refresh_token").is_none(), "the refresh token is for the cookie alone");
    client.token = reply.body["data"]["access_token"].as_str().map(str::to_owned);
    assert_eq!(client.get("/auth/me").await.expect("an answer").status, 200);
    client.post("/auth/logout", json!({})).await.expect("an answer").data().expect("signed out");
    assert_eq!(client.get("/auth/me").await.expect("an answer").status, 401);
    served.stop().await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_answer_the_same() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("same", "MOVING").await.expect("a company");
    let served = kit.serve().await.expect("a server");
    let client = served.anonymous();
    let wrong =
        client.post("/auth/login", json!({"email": company.admin_email, "password": "wrong wrong wrong"})).await;
    let unknown =
        client.post("/auth/login", json!({"email": "nobody@example.org", "password": "wrong wrong wrong"})).await;
    let (wrong, unknown) = (wrong.expect("an answer"), unknown.expect("an answer"));
    assert_eq!((wrong.status, unknown.status), (401, 401));
    assert_eq!(wrong.body["message"], unknown.body["message"]);
    served.stop().await;
}

#[tokio::test]
async fn a_disabled_user_is_out_at_the_next_request() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("out", "MOVING").await.expect("a company");
    let user = kit
        .internal(
            company.id,
            "access.user.create",
            json!({"name": "Mia Manager", "email": "mia@out.example.org", "role_code": "MANAGER", "password": PASSWORD}),
        )
        .await
        .expect("a user");
    let served = kit.serve().await.expect("a server");
    let client = served.signed_in("mia@out.example.org").await.expect("a session");
    assert_eq!(client.get("/auth/me").await.expect("an answer").status, 200);
    let input = json!({"id": user["id"], "reason": "left the company"});
    served.kit.internal(company.id, "access.user.disable", input).await.expect("disabled");
    assert_eq!(client.get("/auth/me").await.expect("an answer").status, 401);
    served.stop().await;
}
