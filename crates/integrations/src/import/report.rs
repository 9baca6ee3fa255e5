//! The same file with what became of each row.

use engine::{Action, Blob, Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::ImportRunId};
use ports::ImportProblem;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ImportRun,
    store::{self, ReportRow},
};

codes! {
    /// Which rows a report holds.
    Which { All = "ALL", Problems = "PROBLEMS" }
}
codes! {
    /// The language of the reasons.
    Language { English = "en", French = "fr" }
}

/// Answers the file as CSV with two columns more: what became of the row, and why.
#[derive(Deserialize, JsonSchema)]
pub struct ReportImport {
    pub id: ImportRunId,
    /// ALL unless said; PROBLEMS are rows with errors, warnings or likenesses, left out, skipped or kept.
    pub rows: Option<Which>,
    pub language: Option<Language>,
}

impl Operation for ReportImport {
    type Output = Blob;
    const SPEC: Spec = Spec::read("integrations.import.report", "/imports/{id}/report")
        .summary("The same file with a column for what became of each row and one for the reason.")
        .permission("import", "VIEW")
        .on("import", "id")
        .action(Action::Export)
        .audited()
        .content(&["text/csv"]);

    fn check(&self, _: &mut Problems) {}

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let run = store::run(tx, self.id).await?;
        let french = self.language == Some(Language::French);
        let heads = if french { ["Résultat", "Raison"] } else { ["Result", "Reason"] };
        let names: Vec<&str> = run.columns.iter().map(|c| c.name.as_str()).chain(heads).collect();
        let mut out = render::csv::Writer::new(Vec::new(), names).map_err(Error::internal)?;
        let mut line = 0;
        loop {
            let rows = store::report_from(tx, self.id, line).await?;
            let Some(last) = rows.last() else { break };
            line = last.line;
            for row in rows {
                let problems: Vec<ImportProblem> =
                    serde_json::from_value(row.problems.clone()).map_err(Error::internal)?;
                if self.rows == Some(Which::Problems) && !noteworthy(&row, &problems) {
                    continue;
                }
                let mut cells: Vec<String> = serde_json::from_value(row.cells.clone()).map_err(Error::internal)?;
                cells.resize(run.columns.len(), String::new());
                let reason = reason(&run, &row, &problems, french);
                let state = state(&row.state, french);
                let all = cells.iter().map(String::as_str).chain([state, reason.as_str()]);
                out.row(all).map_err(Error::internal)?;
            }
        }
        tx.about("import", self.id.uuid(), &run.file_name);
        let bytes = out.finish().map_err(Error::internal)?;
        let stem = run.file_name.rsplit_once('.').map_or(run.file_name.as_str(), |(stem, _)| stem);
        Ok(Blob::new("text/csv", &format!("{stem}-report.csv"), &bytes))
    }

    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41", "rows": "PROBLEMS", "language": "en"})
    }
}

fn noteworthy(row: &ReportRow, problems: &[ImportProblem]) -> bool {
    !problems.is_empty()
        || row.match_label.is_some()
        || row.same_line.is_some()
        || matches!(row.state.as_str(), "ERROR" | "LEFT_OUT" | "SKIPPED" | "KEPT")
}

fn state(code: &str, french: bool) -> &'static str {
    match (code, french) {
        ("READY", false) => "Ready",
        ("READY", true) => "Prête",
        ("ERROR", false) => "Error",
        ("ERROR", true) => "Erreur",
        ("CREATED", false) => "Created",
        ("CREATED", true) => "Créée",
        ("CHANGED", false) => "Changed",
        ("CHANGED", true) => "Modifiée",
        ("UNCHANGED", false) => "Unchanged",
        ("UNCHANGED", true) => "Inchangée",
        ("SKIPPED", false) => "Skipped",
        ("SKIPPED", true) => "Ignorée",
        ("LEFT_OUT", false) => "Left out",
        ("LEFT_OUT", true) => "Écartée",
        ("TAKEN_BACK", false) => "Taken back",
        ("TAKEN_BACK", true) => "Annulée",
        (_, false) => "Kept",
        (_, true) => "Conservée",
    }
}

fn reason(run: &ImportRun, row: &ReportRow, problems: &[ImportProblem], french: bool) -> String {
    // Each is said of the heading as it stands in the file.
    let heading = |field: &str| {
        let at = run.mapping.iter().position(|mapped| mapped.as_deref() == Some(field))?;
        run.columns.get(at).map(|column| column.name.as_str())
    };
    let said = |p: &ImportProblem| {
        let sentence = if french { &p.fr } else { &p.en };
        match heading(&p.field) {
            Some(name) => format!("{name}: {sentence}"),
            None => sentence.clone(),
        }
    };
    let mut all: Vec<String> = problems.iter().map(said).collect();
    if let Some(line) = row.same_line {
        // People count rows with the headings.
        let line = line + 1;
        all.push(if french { format!("Comme la ligne {line}.") } else { format!("Like row {line}.") });
    }
    if let Some(label) = &row.match_label {
        all.push(if french { format!("Comme {label}.") } else { format!("Like {label}.") });
    }
    match (row.note.as_deref(), french) {
        (Some("CHANGED_SINCE"), false) => all.push("Changed since.".into()),
        (Some("CHANGED_SINCE"), true) => all.push("Modifiée depuis.".into()),
        (Some(_), false) => all.push("Used since.".into()),
        (Some(_), true) => all.push("Utilisée depuis.".into()),
        (None, _) => {}
    }
    all.join(" ")
}
