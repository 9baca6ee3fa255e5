//! How far a share can be trusted, given so many cases. Nothing here is money.

/// Both ends of 90 of 100 such intervals hold the truth.
pub const NINETY: f64 = 1.644_853_626_951_472_7;
/// The same for 95.
pub const NINETY_FIVE: f64 = 1.959_963_984_540_054;

/// Wilson's interval of a share: where it may lie, given so many cases. Without cases it may be anything.
pub fn wilson(hits: f64, cases: f64, z: f64) -> (f64, f64) {
    if cases <= 0.0 {
        return (0.0, 1.0);
    }
    let share = hits / cases;
    let square = z * z;
    let centre = share + square / (2.0 * cases);
    let half = z * (share * (1.0 - share) / cases + square / (4.0 * cases * cases)).sqrt();
    let whole = 1.0 + square / cases;
    // At the ends the formula comes to the end itself; its last bit need not.
    let low = if share <= 0.0 { 0.0 } else { ((centre - half) / whole).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { ((centre + half) / whole).min(1.0) };
    (low, high)
}
