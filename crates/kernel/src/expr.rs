//! The expression language (CEL) for every condition a person may write. Bounded: the text is at most
//! 2,000 characters and only the given variables exist; there are no loops but those over given lists.

use cel::{Context, Program, Value};

const MAX_CHARACTERS: usize = 2_000;

pub struct Expression(Program);

impl Expression {
    /// Compiles a condition. The error is a sentence for the person who wrote it.
    pub fn compile(text: &str) -> Result<Self, String> {
        if text.chars().count() > MAX_CHARACTERS {
            return Err(format!("A condition has at most {MAX_CHARACTERS} characters."));
        }
        Program::compile(text).map(Self).map_err(|e| format!("This condition cannot be read: {e}"))
    }
    /// Evaluates to true or false over named JSON values; anything else is an error.
    pub fn holds(&self, variables: &[(&str, &serde_json::Value)]) -> Result<bool, String> {
        let mut context = Context::default();
        for (name, value) in variables {
            context.add_variable(*name, (*value).clone()).map_err(|e| e.to_string())?;
        }
        match self.0.execute(&context) {
            Ok(Value::Bool(yes)) => Ok(yes),
            Ok(other) => Err(format!("A condition must be true or false, this is {other:?}.")),
            Err(e) => Err(e.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_condition_reads_the_record() {
        let e = Expression::compile("record.total_minor <= 500000").expect("compiles");
        assert_eq!(e.holds(&[("record", &json!({"total_minor": 500_000}))]), Ok(true));
        assert_eq!(e.holds(&[("record", &json!({"total_minor": 500_001}))]), Ok(false));
    }
    #[test]
    fn a_condition_that_fails_says_so() {
        let e = Expression::compile("record.missing > 1").expect("compiles");
        assert!(e.holds(&[("record", &json!({}))]).is_err());
    }
}
