//! What a file's columns are called and hold, and which field each one means.

use kernel::normal::{DayShape, day_shape, name_key, shape_of_all};
use ports::ImportField;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A column of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    pub name: String,
    /// The first few cells that hold something.
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub samples: Vec<String>,
    /// How its days are written: YEAR_FIRST, DAY_FIRST, MONTH_FIRST, or EITHER where nobody can tell; none where it holds
    /// no days.
    pub days: Option<String>,
}

const SAMPLES: usize = 4;
/// A sample is there to recognise a column by.
const SAMPLE_LETTERS: usize = 60;

/// Gathers what a file's columns hold while its rows go by.
#[derive(Debug)]
pub struct Columns {
    columns: Vec<Column>,
    shapes: Vec<Option<DayShape>>,
}

impl Columns {
    /// From the headings; one without a text is called by its place, and of two alike the second is numbered.
    pub fn new(headings: Vec<String>) -> Self {
        let mut columns: Vec<Column> = Vec::with_capacity(headings.len());
        for (at, heading) in headings.into_iter().enumerate() {
            let heading: String = heading.chars().take(200).collect();
            let base = if heading.is_empty() { format!("#{}", at + 1) } else { heading };
            let mut name = base.clone();
            let mut number = 2;
            while columns.iter().any(|c| c.name == name) {
                name = format!("{base} ({number})");
                number += 1;
            }
            columns.push(Column { name, ..Column::default() });
        }
        let shapes = vec![None; columns.len()];
        Self { columns, shapes }
    }

    pub fn row(&mut self, cells: &[String]) {
        for ((column, shape), cell) in self.columns.iter_mut().zip(&mut self.shapes).zip(cells) {
            if cell.is_empty() {
                continue;
            }
            if column.samples.len() < SAMPLES {
                column.samples.push(cell.chars().take(SAMPLE_LETTERS).collect());
            }
            if let Some(one) = day_shape(cell) {
                *shape = shape_of_all(shape.iter().copied().chain([one]));
            }
        }
    }

    pub fn finish(mut self) -> Vec<Column> {
        for (column, shape) in self.columns.iter_mut().zip(&self.shapes) {
            column.days = shape.and_then(|s| serde_json::to_value(s).ok()?.as_str().map(str::to_owned));
        }
        self.columns
    }
}

/// The field each column means, told by its heading; no field twice.
pub fn guess(columns: &[Column], fields: &[ImportField]) -> Vec<Option<String>> {
    let mut taken: Vec<&str> = vec![];
    let means = |column: &Column| {
        let key = name_key(&column.name.replace('_', " "));
        fields.iter().find(|f| f.name.replace('_', " ") == key || f.synonyms.contains(&key.as_str()))
    };
    columns
        .iter()
        .map(|column| {
            let field = means(column).filter(|f| !taken.contains(&f.name))?;
            taken.push(field.name);
            Some(field.name.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[ImportField] = &[
        ImportField { name: "first_name", synonyms: &["prenom", "given name"], is_day: false },
        ImportField { name: "email", synonyms: &["courriel", "e mail"], is_day: false },
    ];

    #[test]
    fn int_33_a_heading_means_a_field_in_both_languages() {
        let columns = |names: &[&str]| Columns::new(names.iter().map(|n| (*n).to_owned()).collect()).finish();
        let guessed = |names: &[&str]| guess(&columns(names), FIELDS);
        let both = [Some("first_name".to_owned()), Some("email".to_owned())];
        assert_eq!(guessed(&["Prénom", "Courriel"]), both);
        assert_eq!(guessed(&["FIRST_NAME", "E-mail"]), both);
        assert_eq!(guessed(&["Given name", "First name", "Shoe size"]), [Some("first_name".to_owned()), None, None]);
    }

    #[test]
    fn int_33_columns_are_told_apart_and_shown_by_examples() {
        let mut columns = Columns::new(["Phone", "", "Phone"].map(str::to_owned).to_vec());
        columns.row(&["1".into(), "03/04/2026".into(), String::new()]);
        columns.row(&["2".into(), "25/04/2026".into(), "9".into()]);
        let columns = columns.finish();
        let names: Vec<_> = columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Phone", "#2", "Phone (2)"]);
        assert_eq!(columns[1].days.as_deref(), Some("DAY_FIRST"));
        assert_eq!(columns[2].samples, ["9"]);
    }
}
