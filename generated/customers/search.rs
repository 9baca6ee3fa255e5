//! Written by `cargo xtask sql` from crates/customers/queries/search.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadLinesRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub full_name: String,
    pub company_name: Option<String>,
    pub status: String,
    pub matched: String,
}

impl LeadLinesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            full_name: row.try_get(2).map_err(kernel::Error::internal)?,
            company_name: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
            matched: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// Leads a text may mean, within the caller's reach.
pub async fn lead_lines(
    tx: &engine::TenantTx,
    q: &str,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: uuid::Uuid,
) -> kernel::Result<Vec<LeadLinesRow>> {
    const SQL: &str = r#"select l.id, l.number, l.full_name, l.company_name, l.status, h.matched as "matched!"
from lead_hits($2, $3, $4, $5, 8) h
join sales_v_lead l on l.company_id = $1 and l.id = h.id
order by h.rank, l.received_at desc, l.id
limit 8"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &q, &everywhere, &locations, &mine]).await?;
    rows.iter().map(LeadLinesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomerLinesRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub display_name: String,
    pub city: Option<String>,
    pub email: Option<String>,
    pub status: String,
    pub matched: String,
}

impl CustomerLinesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            display_name: row.try_get(2).map_err(kernel::Error::internal)?,
            city: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            matched: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

/// Customers a text may mean; a merged one leads to its survivor.
pub async fn customer_lines(
    tx: &engine::TenantTx,
    q: &str,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: uuid::Uuid,
) -> kernel::Result<Vec<CustomerLinesRow>> {
    const SQL: &str = r#"select s.id, s.number, s.display_name, s.city, s.email, s.status, h.matched as "matched!"
from customer_hits($2, $3, $4, $5, 20) h
join customer c on c.company_id = $1 and c.id = h.id
join customer s on s.company_id = $1 and s.id = coalesce(c.merged_into, c.id)
order by h.rank, c.updated_at desc, c.id
limit 12"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &q, &everywhere, &locations, &mine]).await?;
    rows.iter().map(CustomerLinesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NumberedRow {
    pub kind: String,
    pub id: uuid::Uuid,
    pub number: String,
    pub title: Option<String>,
    pub status: Option<String>,
    pub location_id: Option<uuid::Uuid>,
    pub assigned_to: Option<uuid::Uuid>,
    pub created_by: Option<uuid::Uuid>,
    pub customer_name: Option<String>,
}

impl NumberedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            kind: row.try_get(0).map_err(kernel::Error::internal)?,
            id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            title: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(6).map_err(kernel::Error::internal)?,
            created_by: row.try_get(7).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Records of other modules by their exact business number.
pub async fn numbered(tx: &engine::TenantTx, number: &str) -> kernel::Result<Vec<NumberedRow>> {
    const SQL: &str = r#"select n.kind as "kind!", n.id as "id!", n.number as "number!", n.title, n.status, n.location_id, n.assigned_to,
       n.created_by, k.display_name as "customer_name?"
from search_v_number n
left join customers_v_card k on k.company_id = n.company_id and k.id = n.customer_id
where n.company_id = $1
  and n.number = $2
order by n.kind, n.id
limit 10"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &number]).await?;
    rows.iter().map(NumberedRow::from_row).collect()
}
