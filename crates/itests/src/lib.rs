//! The one binary of integration tests stands in `tests/it`.
