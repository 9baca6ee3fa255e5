//! The way of a lead (SAL-11).

codes! {
    Status {
        New = "NEW", Contacted = "CONTACTED", Qualified = "QUALIFIED", Unqualified = "UNQUALIFIED",
        ProposalSent = "PROPOSAL_SENT", Negotiation = "NEGOTIATION", Won = "WON", Lost = "LOST", Archived = "ARCHIVED",
    }
}

/// Who wants the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person working the lead.
    Rep,
    /// A person who may approve leads.
    Manager,
    /// What happened elsewhere.
    Itself,
}

/// Why a change is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such step.
    NoSuchStep,
    /// It comes about by itself, not by hand.
    ByItselfOnly,
    ManagerOnly,
    ReasonNeeded,
}

impl Status {
    pub const OPEN: [Status; 5] =
        [Status::New, Status::Contacted, Status::Qualified, Status::ProposalSent, Status::Negotiation];

    /// Reads the stored code.
    pub fn read(code: &str) -> Option<Self> {
        let all = [Status::Unqualified, Status::Won, Status::Lost, Status::Archived];
        Self::OPEN.into_iter().chain(all).find(|s| s.code() == code)
    }
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }
}

/// Whether a lead may go from one status to another; `before` is the status an archived lead had.
pub fn may_change(from: Status, to: Status, before: Option<Status>, by: By, has_reason: bool) -> Result<(), Refusal> {
    use Status::{Archived, Contacted, Lost, Negotiation, New, ProposalSent, Qualified, Unqualified, Won};
    let reason = |ok: Result<(), Refusal>| {
        ok.and(if has_reason || by == By::Itself { Ok(()) } else { Err(Refusal::ReasonNeeded) })
    };
    let itself = if by == By::Itself { Ok(()) } else { Err(Refusal::ByItselfOnly) };
    match (from, to) {
        (New, Contacted) => itself,
        (New | Contacted, Qualified) => Ok(()),
        (New | Contacted | Qualified, Unqualified) => reason(Ok(())),
        (New | Contacted | Qualified, ProposalSent) => itself,
        (ProposalSent, Negotiation) => Ok(()),
        (from, Won) if from.is_open() => match by {
            By::Itself => Ok(()),
            By::Manager => reason(Ok(())),
            By::Rep => Err(Refusal::ManagerOnly),
        },
        (from, Lost) if from.is_open() => reason(Ok(())),
        (Lost | Unqualified, Contacted) => reason(Ok(())),
        (Won | Lost | Unqualified, Archived) => Ok(()),
        (Archived, to) if Some(to) == before => Ok(()),
        _ => Err(Refusal::NoSuchStep),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_11_the_ways_of_the_table_and_no_others() {
        use Status::*;
        let ok = |from, to, by| may_change(from, to, None, by, true).is_ok();
        assert!(ok(New, Qualified, By::Rep) && ok(Contacted, Qualified, By::Rep));
        assert!(ok(ProposalSent, Negotiation, By::Rep) && !ok(Qualified, Negotiation, By::Rep));
        assert!(ok(Lost, Contacted, By::Rep) && ok(Unqualified, Contacted, By::Rep) && !ok(Won, Contacted, By::Rep));
        assert!(!ok(Won, Lost, By::Manager) && !ok(Negotiation, New, By::Manager));
        for open in Status::OPEN {
            assert!(ok(open, Lost, By::Rep) && ok(open, Won, By::Itself), "{open:?}");
        }
        for closed in [Won, Lost, Unqualified] {
            assert!(ok(closed, Archived, By::Rep));
        }
    }
    #[test]
    fn sal_11_what_comes_by_itself_is_not_done_by_hand() {
        use Status::*;
        assert_eq!(may_change(New, Contacted, None, By::Manager, true), Err(Refusal::ByItselfOnly));
        assert_eq!(may_change(Qualified, ProposalSent, None, By::Rep, true), Err(Refusal::ByItselfOnly));
        assert_eq!(may_change(Negotiation, Won, None, By::Rep, true), Err(Refusal::ManagerOnly));
        assert_eq!(may_change(Negotiation, Won, None, By::Manager, false), Err(Refusal::ReasonNeeded));
        assert_eq!(may_change(New, Lost, None, By::Rep, false), Err(Refusal::ReasonNeeded));
    }
    #[test]
    fn sal_11_archived_goes_back_where_it_was() {
        use Status::*;
        assert_eq!(may_change(Archived, Lost, Some(Lost), By::Rep, false), Ok(()));
        assert_eq!(may_change(Archived, Won, Some(Lost), By::Rep, true), Err(Refusal::NoSuchStep));
    }
}
