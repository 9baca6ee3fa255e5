//! Statements that may read more than a page, each with its reason. One that no case needs any more fails the test.

/// A part of a case's name, and why it may.
pub const ALL: &[(&str, &str)] = &[
    ("billing.trial_balance", "adds up the books of a company: every line counts"),
    ("billing.receivable_differences", "compares all open invoices with the books"),
    ("billing.credit_differences", "compares all credits with the books"),
    ("billing.control_sums", "adds up the books of a company: every line counts"),
    ("billing.to_bill", "a finished job does not know that it was billed: all of them are looked through"),
    ("access.holders", "the users of a role are as many as there are; asked when a request is refused"),
    ("sales.blocks_hit", "a network is compared by an operator that no index may be asked with behind row security"),
    ("dispatch.open_flag_facts", "looks at every open journey; asked once a minute"),
    ("dispatch.journey.list own ones", "whose a journey is stands in its crew: the newest are looked through"),
    ("customers.merge.list own ones", "whose a customer is stands in the customer: the newest are looked through"),
    ("access.user.list role_code is", "a role has as many users as it has; they are sorted by name"),
    ("customers.duplicate.list", "rows of the same rank are told apart by the customer's id, not the pair's"),
    ("page in the middle", "behind a value that may be empty the builder says \"or is null\": no index begins there"),
];

/// Which exception covers it.
pub fn of(case: &str) -> Option<usize> {
    ALL.iter().position(|(part, _)| case.contains(part))
}
