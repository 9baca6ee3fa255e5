//! itests
