//! The catalogue gate over the migrated schema.

use testkit::Kit;

#[tokio::test]
async fn the_gate_finds_nothing_in_the_released_schema() {
    let kit = Kit::start().await.expect("a database");
    let owner = kit.owner().await.expect("a connection");
    let violations = engine::gate::check(&owner).await.expect("the gate runs");
    assert!(violations.is_empty(), "{violations:#?}");
}

#[tokio::test]
async fn without_a_tenant_there_is_an_error_and_never_a_row() {
    let kit = Kit::start().await.expect("a database");
    kit.company("walls", "MOVING").await.expect("a company");
    let (client, connection) = kit.application().connect(tokio_postgres::NoTls).await.expect("a connection");
    tokio::spawn(connection);
    let tables = tenant_tables(&kit).await;
    assert!(tables.len() > 40, "only {} tenant tables", tables.len());
    for table in tables {
        let outcome = client.query(&format!("select 1 from {table} limit 1"), &[]).await;
        let rows = outcome.map(|rows| rows.len());
        assert!(!matches!(rows, Ok(n) if n > 0), "{table} shows rows without a tenant");
    }
}

/// Every table with forced row security.
pub async fn tenant_tables(kit: &Kit) -> Vec<String> {
    let owner = kit.owner().await.expect("a connection");
    let rows = owner
        .query(
            "select c.relname::text from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant' \
             where c.relkind in ('r', 'p') order by 1",
            &[],
        )
        .await
        .expect("the catalogue");
    rows.iter().map(|row| row.get(0)).collect()
}
