//! Integration tests over a real PostgreSQL: sweeps generated from the operations and the catalogue, and the tests
//! of the tests.

mod access;
mod activities;
mod aliases;
mod assessments;
mod audit_chain;
mod billing;
mod billing_payments;
mod books;
mod catalogue;
mod customers;
mod deals;
mod demo;
mod dispatch;
mod estimates;
mod idempotency;
mod import_batches;
mod imports;
mod marketing;
mod merge;
mod notifications;
mod operations;
mod plans;
mod planted_holes;
mod quote_approvals;
mod quotes;
mod race;
mod routing;
mod sales;
mod sign_in;
mod surveys;
mod sweeps;
mod templates;
mod texts;
mod timeline;
mod why;
