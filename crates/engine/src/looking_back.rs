//! Events after a given one, for streams that were cut off.

use kernel::{
    Error, Id, Result,
    ids::{CompanyId, EventId},
};
use tokio_postgres::Row;

use crate::{Engine, Event};

const COLUMNS: &str = "select id, name, entity, entity_id, location_id, actor_id, at, data from event";

fn read(company: CompanyId, row: &Row) -> Result<Event> {
    Ok(Event {
        company,
        id: row.try_get(0).map_err(Error::internal)?,
        name: row.try_get(1).map_err(Error::internal)?,
        entity: row.try_get(2).map_err(Error::internal)?,
        entity_id: row.try_get(3).map_err(Error::internal)?,
        location: row.try_get::<_, Option<uuid::Uuid>>(4).map_err(Error::internal)?.map(Id::from_uuid),
        actor: row.try_get(5).map_err(Error::internal)?,
        at: row.try_get(6).map_err(Error::internal)?,
        data: row.try_get(7).map_err(Error::internal)?,
        attempt: 1,
    })
}

impl Engine {
    /// At most 500 events after the given one, oldest first.
    pub async fn events_after(&self, company: CompanyId, after: EventId) -> Result<Vec<Event>> {
        self.events(company, &format!("{COLUMNS} where company_id = $1 and id > $2 order by id limit 500"), after).await
    }
    pub async fn event(&self, company: CompanyId, id: EventId) -> Result<Option<Event>> {
        let sql = format!("{COLUMNS} where company_id = $1 and id = $2");
        Ok(self.events(company, &sql, id).await?.into_iter().next())
    }
    /// Every active company, for work that runs company by company.
    pub async fn active_companies(&self) -> Result<Vec<CompanyId>> {
        let client = self.database().client().await?;
        let rows = client
            .query("select id from company where status = 'ACTIVE' order by id limit 100000", &[])
            .await
            .map_err(|e| crate::sql::translate(e, &[]))?;
        rows.iter().map(|row| row.try_get(0).map_err(Error::internal)).collect()
    }
    /// Companies with audit lines that no block holds yet.
    pub async fn companies_with_unsealed(&self) -> Result<Vec<CompanyId>> {
        let client = self.database().client().await?;
        let rows = client
            .query("select distinct company_id from audit_pending order by company_id limit 10000", &[])
            .await
            .map_err(|e| crate::sql::translate(e, &[]))?;
        rows.iter().map(|row| row.try_get(0).map_err(Error::internal)).collect()
    }
    async fn events(&self, company: CompanyId, sql: &str, id: EventId) -> Result<Vec<Event>> {
        let client = self.database().client().await?;
        let db = |e| crate::sql::translate(e, &[]);
        let statement = client.prepare_cached(sql).await.map_err(db)?;
        let begin = format!("begin read only; set local app.company_id = '{}'", company.uuid());
        let params: [&(dyn tokio_postgres::types::ToSql + Sync); 2] = [&company, &id];
        let (begun, rows, ended) = futures::join!(
            client.batch_execute(&begin),
            client.query(&statement, &params),
            client.batch_execute("rollback")
        );
        begun.map_err(db)?;
        ended.map_err(db)?;
        rows.map_err(db)?.iter().map(|row| read(company, row)).collect()
    }
}
