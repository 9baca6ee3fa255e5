//! Written by `cargo xtask sql` from crates/customers/queries/relation.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct RelationsOfRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub state: String,
    pub is_first: bool,
    pub note: Option<String>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
    pub other_id: kernel::ids::CustomerId,
    pub number: String,
    pub display_name: String,
    pub status: String,
}

impl RelationsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            is_first: row.try_get(3).map_err(kernel::Error::internal)?,
            note: row.try_get(4).map_err(kernel::Error::internal)?,
            created_at: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
            other_id: row.try_get(7).map_err(kernel::Error::internal)?,
            number: row.try_get(8).map_err(kernel::Error::internal)?,
            display_name: row.try_get(9).map_err(kernel::Error::internal)?,
            status: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

/// How a family stands to others, the newest first: as the first of the two, then as the second. What was dismissed or
/// ended is not told.
pub async fn relations_of(tx: &engine::TenantTx, family: &[uuid::Uuid]) -> kernel::Result<Vec<RelationsOfRow>> {
    const SQL: &str = r#"select e.id as "id!", e.kind as "kind!", e.state as "state!", e.is_first as "is_first!", e.note, e.created_at as "created_at!",
       e.version as "version!", x.id as "other_id!", x.number as "number!", x.display_name as "display_name!",
       x.status as "status!"
from (
  (select r.id, r.kind, r.state, true as is_first, r.note, r.created_at, r.version, r.other_id
   from customer_relation r
   where r.company_id = $1
     and r.customer_id = any ($2)
     and r.state in ('SUGGESTED', 'ACTIVE')
   order by r.created_at desc, r.id desc
   limit 100)
  union all
  (select r.id, r.kind, r.state, false, r.note, r.created_at, r.version, r.customer_id
   from customer_relation r
   where r.company_id = $1
     and r.other_id = any ($2)
     and r.state in ('SUGGESTED', 'ACTIVE')
   order by r.created_at desc, r.id desc
   limit 100)
) e
join customer o on o.company_id = $1 and o.id = e.other_id
join customer x on x.company_id = o.company_id and x.id = case when o.merged_into is null then o.id else o.merged_into end
where not (x.id = any ($2))
order by e.created_at desc, e.id desc
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &family]).await?;
    rows.iter().map(RelationsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RelationByIdRow {
    pub id: kernel::ids::CustomerRelationId,
    pub customer_id: kernel::ids::CustomerId,
    pub other_id: kernel::ids::CustomerId,
    pub kind: String,
    pub state: String,
}

impl RelationByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            other_id: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            state: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn relation_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::CustomerRelationId,
    family: &[uuid::Uuid],
) -> kernel::Result<Option<RelationByIdRow>> {
    const SQL: &str = r"select r.id, r.customer_id, r.other_id, r.kind, r.state
from customer_relation r
where r.company_id = $1
  and r.id = $2
  and (r.customer_id = any ($3) or r.other_id = any ($3))";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &family]).await?;
    super::at_most_one(rows, "relation_by_id")?.as_ref().map(RelationByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StandingBetweenRow {
    pub id: kernel::ids::CustomerRelationId,
    pub customer_id: kernel::ids::CustomerId,
    pub kind: String,
    pub state: String,
}

impl StandingBetweenRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What stands between two families, whoever is first.
pub async fn standing_between(
    tx: &engine::TenantTx,
    family: &[uuid::Uuid],
    others: &[uuid::Uuid],
) -> kernel::Result<Vec<StandingBetweenRow>> {
    const SQL: &str = r"select r.id, r.customer_id, r.kind, r.state
from customer_relation r
where r.company_id = $1
  and ((r.customer_id = any ($2) and r.other_id = any ($3))
    or (r.customer_id = any ($3) and r.other_id = any ($2)))
order by r.created_at desc, r.id desc
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &family, &others]).await?;
    rows.iter().map(StandingBetweenRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PayerOfRow {
    pub payer_id: uuid::Uuid,
    pub display_name: String,
}

impl PayerOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            payer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            display_name: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// Who pays for a customer, where that is somebody else.
pub async fn payer_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<PayerOfRow>> {
    const SQL: &str = r#"select y.payer_id as "payer_id!", p.display_name as "display_name!"
from customers_v_payer y
join customer p on p.company_id = y.company_id and p.id = y.payer_id
where y.company_id = $1
  and y.customer_id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    super::at_most_one(rows, "payer_of")?.as_ref().map(PayerOfRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertRelation<'a> {
    pub id: kernel::ids::CustomerRelationId,
    pub customer_id: kernel::ids::CustomerId,
    pub other_id: kernel::ids::CustomerId,
    pub kind: &'a str,
    pub state: &'a str,
    pub note: Option<&'a str>,
}

pub async fn insert_relation(tx: &engine::TenantTx, p: InsertRelation<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into customer_relation (company_id, id, customer_id, other_id, kind, state, note)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.customer_id, &p.other_id, &p.kind, &p.state, &p.note]).await
}

pub async fn confirm_relation(
    tx: &engine::TenantTx,
    note: Option<&str>,
    id: kernel::ids::CustomerRelationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer_relation r
set state = 'ACTIVE',
    note = coalesce($2, r.note)
where r.company_id = $1
  and r.id = $3
  and r.state = 'SUGGESTED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &note, &id]).await
}

/// A suggestion is dismissed, anything else has ended.
pub async fn end_relation(tx: &engine::TenantTx, id: kernel::ids::CustomerRelationId) -> kernel::Result<u64> {
    const SQL: &str = r"update customer_relation r
set state = case when r.state = 'SUGGESTED' then 'DISMISSED' else 'ENDED' end,
    ended_at = $2
where r.company_id = $1
  and r.id = $3
  and r.state in ('SUGGESTED', 'ACTIVE')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}
