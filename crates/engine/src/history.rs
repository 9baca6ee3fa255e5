//! The versions of a record, as the row images keep them.

use jiff::Timestamp;
use kernel::{Error, Result};
use serde_json::Value;
use uuid::Uuid;

use crate::{sql::Sql, tx::TenantTx};

/// One version of a row.
#[derive(Clone, Debug)]
pub struct Version {
    pub version: i64,
    pub act: String,
    pub at: Timestamp,
    pub entry: Option<Uuid>,
    /// The whole row as it was after the change; before a deletion. Absent when auditing of contents was off.
    pub image: Option<Value>,
}

impl TenantTx {
    /// All versions of one row, newest first; at most 500.
    pub async fn versions(&self, table: &str, row_id: Uuid) -> Result<Vec<Version>> {
        let rows = self
            .rows(
                "select version, act, at, entry_id, image from row_change \
                 where company_id = $1 and table_name = $2 and row_id = $3 order by version desc limit 500",
                &[&self.company(), &table, &row_id],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Version {
                    version: row.try_get(0).map_err(Error::internal)?,
                    act: row.try_get(1).map_err(Error::internal)?,
                    at: row.try_get(2).map_err(Error::internal)?,
                    entry: row.try_get(3).map_err(Error::internal)?,
                    image: row.try_get(4).map_err(Error::internal)?,
                })
            })
            .collect()
    }

    /// Writes the columns of an earlier image back into a row; its version rises by one. `columns` is the
    /// module's own list of what may be rolled back: the program's text, never a client's.
    pub async fn restore(
        &self,
        table: &'static str,
        row_id: Uuid,
        columns: &[&'static str],
        image: &Value,
    ) -> Result<u64> {
        let list = columns.join(", ");
        let sql = format!(
            "update {table} t set ({list}) = (select {list} from jsonb_populate_record(null::{table}, $3)) \
             where t.company_id = $1 and t.id = $2"
        );
        self.exec(&sql, &[&self.company(), &row_id, image]).await
    }
}
