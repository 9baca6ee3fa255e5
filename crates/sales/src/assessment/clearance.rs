//! How far a crane stays from power lines, at the worst position of boom, load and lines (DSP-21).

use super::codes::Severity;

/// (kilovolts up to which it holds, centimetres).
const CLEAR: [(i32, i32); 6] = [(50, 305), (200, 458), (350, 610), (500, 762), (750, 1_067), (1_000, 1_372)];
/// What holds when nobody knows the voltage, and above the table.
const UNKNOWN_CM: i32 = 1_372;

/// The clear distance in centimetres; `None` for a line whose voltage nobody knows.
pub fn clear_cm(line_kv: Option<i32>) -> i32 {
    let row = line_kv.and_then(|kv| CLEAR.iter().find(|(to, _)| kv <= *to));
    row.map_or(UNKNOWN_CM, |(_, cm)| *cm)
}

/// What a line so near demands at least: nearer than the clear distance stops, within twice that is a critical lift.
pub fn demanded(line_kv: Option<i32>, distance_cm: i32) -> Severity {
    let clear = clear_cm(line_kv);
    if distance_cm < clear {
        Severity::Stopper
    } else if distance_cm < 2 * clear {
        Severity::Care
    } else {
        Severity::Ok
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dsp_21_the_clear_distance_grows_with_the_voltage_and_is_widest_when_unknown() {
        let at = |kv| clear_cm(Some(kv));
        assert_eq!((at(0), at(50), at(51), at(200), at(350)), (305, 305, 458, 458, 610));
        assert_eq!((at(500), at(750), at(1_000), clear_cm(None)), (762, 1_067, 1_372, 1_372));
    }

    #[test]
    fn sal_31_a_line_nearer_than_that_stops_and_within_twice_it_asks_for_care() {
        assert_eq!(demanded(Some(25), 304), Severity::Stopper);
        assert_eq!(demanded(Some(25), 305), Severity::Care);
        assert_eq!(demanded(Some(25), 609), Severity::Care);
        assert_eq!(demanded(Some(25), 610), Severity::Ok);
        assert_eq!(demanded(None, 1_371), Severity::Stopper);
    }
}
