//! The step matrix: who sees, edits and approves which step, and whose part of the checklist (ACC-13).

use engine::{Principal, TenantTx};

use crate::workflow::{Item, Part};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    pub view: bool,
    pub edit: bool,
    pub approve: bool,
    /// The only part that may be edited; all of them when absent.
    pub part: Option<Part>,
}

impl Rights {
    const ALL: Self = Self { view: true, edit: true, approve: true, part: None };
    /// A missing row of the matrix means view only.
    const VIEW: Self = Self { view: true, edit: false, approve: false, part: None };

    /// What the caller may do with the step of this number.
    pub fn of(tx: &TenantTx, number: i32) -> Self {
        match tx.caller().principal() {
            Principal::User { .. } => {}
            Principal::System { .. } | Principal::Support { write: true, .. } => return Self::ALL,
            _ => return Self::VIEW,
        }
        let found = tx.caller().permissions().steps.iter().find(|s| s.step_number == number);
        found.map_or(Self::VIEW, |s| Self {
            view: s.can_view,
            edit: s.can_edit,
            approve: s.can_approve,
            part: s.part.as_deref().and_then(part),
        })
    }

    pub fn may_tick(&self, item: &Item) -> bool {
        self.edit && (self.part.is_none() || item.part.is_none() || self.part == item.part)
    }
}

/// The matrix' word for a part.
fn part(word: &str) -> Option<Part> {
    match word {
        "TRUCK" => Some(Part::Truck),
        "MOVING" => Some(Part::Moving),
        "OFFICE" => Some(Part::Office),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{ItemKind, Labels};

    fn item(part: Option<Part>) -> Item {
        let code = "x".to_owned();
        Item {
            code,
            labels: Labels::new(),
            part,
            kind: ItemKind::Check,
            choices: vec![],
            required: true,
            media_required: false,
        }
    }

    #[test]
    fn acc_13_a_person_edits_the_part_of_their_role() {
        let driver = Rights { view: true, edit: true, approve: false, part: Some(Part::Truck) };
        assert!(driver.may_tick(&item(Some(Part::Truck))));
        assert!(driver.may_tick(&item(None)));
        assert!(!driver.may_tick(&item(Some(Part::Moving))));
        assert!(Rights { part: None, ..driver }.may_tick(&item(Some(Part::Office))));
        assert!(!Rights::VIEW.may_tick(&item(None)));
    }
}
