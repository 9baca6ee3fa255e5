//! Integration tests over a real PostgreSQL: sweeps generated from the operations and the catalogue, and the tests
//! of the tests.

mod access;
mod audit_chain;
mod catalogue;
mod dispatch;
mod idempotency;
mod isolation;
mod operations;
mod planted_holes;
mod sign_in;
