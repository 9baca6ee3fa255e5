//! Jobs, newest first.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::JobCard;
use crate::sql::job::{JOB_LIST, JobRow};

/// Jobs, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListJobs {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListJobs {
    type Output = Page<JobCard>;
    const SPEC: Spec =
        Spec::list("dispatch.job.list", "/jobs", &JOB_LIST).summary("Jobs, newest first.").permission("job", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&JOB_LIST, &self.query, |row| JobRow::from_row(row).map(JobCard::from)).await
    }
    fn example() -> Value {
        json!({"status": "PENDING,SCHEDULED", "limit": 50})
    }
}
