//! Business numbers: gap-free per company and series. The row stays locked until the transaction ends, so take
//! the number as late as possible.

use kernel::Result;

use crate::{sql::Sql, tx::TenantTx};

impl TenantTx {
    /// The next number of a series, from 1.
    pub async fn number(&self, series: &str) -> Result<i64> {
        let row = self
            .one(
                "insert into number_series as n (company_id, name, last) values ($1, $2, 1) \
                 on conflict (company_id, name) do update set last = n.last + 1 returning last",
                &[&self.company(), &series],
            )
            .await?;
        row.try_get(0).map_err(kernel::Error::internal)
    }
    /// The first of `count` numbers of a series that follow each other, for many records at once.
    pub async fn numbers(&self, series: &str, count: i64) -> Result<i64> {
        let row = self
            .one(
                "insert into number_series as n (company_id, name, last) values ($1, $2, $3) \
                 on conflict (company_id, name) do update set last = n.last + $3 returning last",
                &[&self.company(), &series, &count],
            )
            .await?;
        let last: i64 = row.try_get(0).map_err(kernel::Error::internal)?;
        Ok(last - count + 1)
    }
}
