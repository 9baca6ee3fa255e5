//! Statements that may read more than a page, each with its reason. One that no case needs any more fails the test.

/// A part of a case's name, and why it may.
pub const ALL: &[(&str, &str)] = &[
    ("billing.trial_balance", "adds up the books of a company: every line counts"),
    ("billing.receivable_differences", "compares all open invoices with the books"),
    ("billing.credit_differences", "compares all credits with the books"),
    ("billing.control_sums", "adds up the books of a company: every line counts"),
    ("compliance.pending", "a block of the trail takes up to ten thousand lines at once"),
    ("access.location.list own ones", "nobody's own: the first by name are looked through"),
    ("messaging.close_silent", "changes a batch: each row with its indexes and its image"),
    ("messaging.expire", "changes a batch: each row with its indexes and its image"),
    ("access.holders", "the users of a role are as many as there are; asked when a request is refused"),
    ("sales.blocks_hit", "a network is compared by an operator that no index may be asked with behind row security"),
    ("billing.to_bill own ones", "whose a job is stands in its journeys; those that wait to be billed are few"),
    ("customers.duplicate.list own ones", "whose a pair is stands in its customer: the newest are looked through"),
    ("quotes.rivals", "publishing compares with every other published version of the kind, a few dozen, once"),
    ("quotes.approval.list own ones", "whose a price is stands in its quote: the newest are looked through"),
    ("sales.all_members", "the members of all pools are shown on one page, by pool and name: as many as there are"),
    ("sales.answered", "a report: every lead answered since a day counts"),
    ("sales.cranes", "a company's machines are some hundreds; those that lift are chosen by name"),
    ("integrations.import.rows own ones", "rows are read by their file; whose a file is stands in its run"),
    ("access.user.list role_code is", "a role has as many users as it has; they are sorted by name"),
    ("sales.open_by_month", "a report: every open deal counts"),
    ("sales.pace", "a report: every open deal counts, and every one closed since a day"),
    (
        "sales.score_facts",
        "a company's places and sources are tens, its machines some hundreds; compared by lower case",
    ),
];

/// Which exception covers it.
pub fn of(case: &str) -> Option<usize> {
    ALL.iter().position(|(part, _)| case.contains(part))
}
