//! May a machine go out? One answer for assigning, departing and the board (FLT-4, FLT-5).

use engine::{TenantTx, module::BoxFuture};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{Error, Result, ids::EquipmentId, time::local_day};

use crate::{
    document::{Document, store as documents},
    sql,
};

/// The port `ports::Readiness`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Readiness;

impl ports::Readiness for Readiness {
    fn obstacles<'a>(
        &'a self,
        tx: &'a TenantTx,
        equipment: EquipmentId,
        until: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<String>>> {
        Box::pin(async move {
            let (machine, papers) =
                futures::try_join!(sql::equipment::readiness(tx, equipment), documents::current(tx, equipment))?;
            let machine = machine.ok_or_else(|| Error::not_found("machine"))?;
            let zone = TimeZone::get(&machine.timezone).map_err(Error::internal)?;
            Ok(reasons(&machine.name, &machine.status, &papers, local_day(until, &zone)))
        })
    }
}

/// Every reason why a machine stays at home up to and on `last_day`.
fn reasons(name: &str, status: &str, papers: &[Document], last_day: Date) -> Vec<String> {
    let mut out = Vec::new();
    if !matches!(status, "ACTIVE" | "IN_USE") {
        let where_it_is = match status {
            "MAINTENANCE" => "in maintenance",
            "REPAIR" => "in repair",
            "SOLD" => "sold",
            _ => "retired",
        };
        out.push(format!("{name} is {where_it_is}."));
    }
    for paper in papers.iter().filter(|p| p.blocks) {
        if let Some(end) = paper.expires_on.filter(|end| *end < last_day) {
            out.push(format!("The {} of {name} is valid to {end} only.", paper.kind.to_lowercase()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn paper(blocks: bool, expires_on: Date) -> Document {
        Document { id: uuid::Uuid::nil(), kind: "INSURANCE".into(), number: None, expires_on: Some(expires_on), blocks }
    }

    #[test]
    fn flt_4_status_and_blocking_papers_decide() {
        let day = date(2026, 6, 1);
        assert!(reasons("Truck 1", "ACTIVE", &[paper(true, day)], day).is_empty(), "valid on its last day");
        assert!(reasons("Truck 1", "ACTIVE", &[paper(false, date(2026, 5, 1))], day).is_empty(), "does not block");
        let all = reasons("Truck 1", "REPAIR", &[paper(true, date(2026, 5, 31))], day);
        assert_eq!(all, ["Truck 1 is in repair.", "The insurance of Truck 1 is valid to 2026-05-31 only."]);
    }
}
