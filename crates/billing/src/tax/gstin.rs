//! Tax: gstin.

/// Whether an Indian registration number has the right form and check digit.
///
/// Fifteen characters: state, PAN, entity, `Z`, check. The check digit is the Luhn scheme over base 36
/// that the tax network publishes.
pub fn gstin_is_valid(gstin: &str) -> bool {
    let characters: Vec<char> = gstin.chars().collect();
    if characters.len() != 15 || !form_is_right(&characters) {
        return false;
    }
    let sum: u32 = characters[..14]
        .iter()
        .enumerate()
        .map(|(index, character)| {
            let factor = if index % 2 == 0 { 1 } else { 2 };
            let product = value(*character) * factor;
            product / 36 + product % 36
        })
        .sum();
    value(characters[14]) == (36 - sum % 36) % 36
}

fn form_is_right(characters: &[char]) -> bool {
    characters.iter().enumerate().all(|(index, character)| match index {
        0 | 1 | 7..=10 => character.is_ascii_digit(),
        2..=6 | 11 => character.is_ascii_uppercase(),
        13 => *character == 'Z',
        _ => character.is_ascii_digit() || character.is_ascii_uppercase(),
    })
}

fn value(character: char) -> u32 {
    character.to_digit(36).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::gstin_is_valid;

    #[test]
    fn bil_17_the_check_digit_is_checked() {
        // The sample number of the tax network's own documentation.
        assert!(gstin_is_valid("27AAPFU0939F1ZV"));
        assert!(!gstin_is_valid("27AAPFU0939F1ZW"));
        assert!(!gstin_is_valid("27AAPFU0939F1Z"));
        assert!(!gstin_is_valid("27aapfu0939f1zv"));
        assert!(!gstin_is_valid("2€AAPFU0939F1ZV"));
    }
}
