//! How far the caller sees on pages that are no lists (ACC-6).

use engine::{Reach, TenantTx};
use uuid::Uuid;

/// The caller's reach as the statements take it.
pub struct Seen {
    pub everywhere: bool,
    pub locations: Vec<Uuid>,
    /// Own rows too.
    pub own: bool,
}

impl Seen {
    /// `None` when the caller may see nothing of the kind.
    pub fn of(tx: &TenantTx, resource: &str) -> Option<Self> {
        let ids = |list: Vec<kernel::ids::LocationId>| list.into_iter().map(|l| l.uuid()).collect();
        Some(match tx.caller().permissions().reach(resource, "VIEW", tx.now())? {
            Reach::Company => Seen { everywhere: true, locations: vec![], own: false },
            Reach::Locations(list) => Seen { everywhere: false, locations: ids(list), own: false },
            Reach::Own(list) => Seen { everywhere: false, locations: ids(list), own: true },
        })
    }
}
