//! Finding: suggestions for pickers and the palette over everything with a name or number (CUS-22, CUS-23).

pub mod palette;
pub mod store;
pub mod suggest;

use kernel::Problems;

use crate::customer::at_most;

/// At most 200 characters; data, never an expression.
pub(crate) fn check_text(p: &mut Problems, q: Option<&str>) {
    at_most(p, "q", q, 200);
}
