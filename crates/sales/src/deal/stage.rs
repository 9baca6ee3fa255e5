//! The way of a deal (SAL-18).

use crate::lead::status::By;

codes! {
    /// The five base stages; every column of a pipeline stands for one of them.
    Stage {
        Qualification = "QUALIFICATION", Proposal = "PROPOSAL", Negotiation = "NEGOTIATION", Won = "WON", Lost = "LOST",
    }
}

/// Why a move is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such step.
    NoSuchStep,
    /// Won without an accepted quote.
    NeedsQuote,
    /// Out of WON or LOST.
    ManagerOnly,
    ReasonNeeded,
}

/// What a move is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub by: By,
    pub has_accepted_quote: bool,
    pub has_reason: bool,
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::Qualification, Stage::Proposal, Stage::Negotiation, Stage::Won, Stage::Lost];

    /// Reads the stored code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
    pub fn is_open(self) -> bool {
        !matches!(self, Stage::Won | Stage::Lost)
    }
    /// Where it stands on the way, from 0.
    pub fn rank(self) -> usize {
        Self::ALL.iter().position(|s| *s == self).unwrap_or(0)
    }
    /// What a deal in this stage usually comes to, in per cent.
    pub fn usual_probability(self) -> i32 {
        match self {
            Stage::Qualification => 10,
            Stage::Proposal => 40,
            Stage::Negotiation => 70,
            Stage::Won => 100,
            Stage::Lost => 0,
        }
    }
    /// Days after which a deal has stood here for too long.
    pub fn usual_age_limit_days(self) -> Option<i32> {
        match self {
            Stage::Qualification => Some(7),
            Stage::Proposal => Some(10),
            Stage::Negotiation => Some(14),
            Stage::Won | Stage::Lost => None,
        }
    }
}

/// Whether a deal may go from one base stage to another. Between open stages a rep moves it as it is, on or back.
pub fn may_move(from: Stage, to: Stage, case: Case) -> Result<(), Refusal> {
    let reason = if case.has_reason || case.by == By::Itself { Ok(()) } else { Err(Refusal::ReasonNeeded) };
    match (from, to) {
        (from, to) if from == to => Ok(()),
        (from, Stage::Won) if from.is_open() => match case.by {
            By::Itself => Ok(()),
            _ if case.has_accepted_quote => Ok(()),
            By::Manager => reason,
            By::Rep => Err(Refusal::NeedsQuote),
        },
        (from, Stage::Lost) if from.is_open() => reason,
        (from, to) if from.is_open() && to.is_open() => Ok(()),
        (Stage::Won | Stage::Lost, to) if to.is_open() => match case.by {
            By::Manager => Ok(()),
            _ => Err(Refusal::ManagerOnly),
        },
        _ => Err(Refusal::NoSuchStep),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(by: By, has_accepted_quote: bool, has_reason: bool) -> Case {
        Case { by, has_accepted_quote, has_reason }
    }

    #[test]
    fn sal_18_open_stages_on_and_back_by_a_rep() {
        use Stage::*;
        let rep = case(By::Rep, false, false);
        for (from, to) in [(Qualification, Proposal), (Proposal, Negotiation), (Negotiation, Qualification)] {
            assert_eq!(may_move(from, to, rep), Ok(()), "{from:?} {to:?}");
        }
        for open in [Qualification, Proposal, Negotiation] {
            assert_eq!(may_move(open, Lost, rep), Err(Refusal::ReasonNeeded));
            assert_eq!(may_move(open, Lost, case(By::Rep, false, true)), Ok(()));
        }
    }
    #[test]
    fn sal_18_closed_deals_are_taken_up_again_by_a_manager_only() {
        use Stage::*;
        for closed in [Won, Lost] {
            assert_eq!(may_move(closed, Proposal, case(By::Rep, true, true)), Err(Refusal::ManagerOnly));
            assert_eq!(may_move(closed, Proposal, case(By::Manager, false, false)), Ok(()));
        }
        assert_eq!(may_move(Won, Lost, case(By::Manager, true, true)), Err(Refusal::NoSuchStep));
        assert_eq!(may_move(Lost, Won, case(By::Manager, true, true)), Err(Refusal::NoSuchStep));
    }
    #[test]
    fn sal_19_won_needs_an_accepted_quote_or_a_managers_reason() {
        use Stage::*;
        assert_eq!(may_move(Negotiation, Won, case(By::Rep, true, false)), Ok(()));
        assert_eq!(may_move(Negotiation, Won, case(By::Rep, false, true)), Err(Refusal::NeedsQuote));
        assert_eq!(may_move(Negotiation, Won, case(By::Manager, false, false)), Err(Refusal::ReasonNeeded));
        assert_eq!(may_move(Negotiation, Won, case(By::Manager, false, true)), Ok(()));
    }
    #[test]
    fn sal_18_shipped_probabilities_and_age_limits() {
        assert_eq!(Stage::ALL.map(Stage::usual_probability), [10, 40, 70, 100, 0]);
        assert_eq!(Stage::ALL.map(Stage::usual_age_limit_days), [Some(7), Some(10), Some(14), None, None]);
    }
}
