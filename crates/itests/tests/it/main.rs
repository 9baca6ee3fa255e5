//! Integration tests over a real PostgreSQL: sweeps generated from the operations and the catalogue, and the tests
//! of the tests.

mod access;
mod audit_chain;
mod catalogue;
mod customers;
mod dispatch;
mod idempotency;
mod isolation;
mod operations;
mod planted_holes;
mod sales;
mod sign_in;
mod why;
