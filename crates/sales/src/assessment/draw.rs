//! Marks drawn on a picture of the site (SAL-31): where the wires hang, where the crane stands. They lie over the picture;
//! the picture stays as it was taken.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{MediaId, SiteAssessmentId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    AssessmentDetail,
    codes::{MarkColour, MarkKind},
    read::detail,
    require_draft, store,
};

/// The far end of both axes.
const EDGE: i32 = 10_000;
const MAX_MARKS: usize = 100;
const MAX_POINTS: usize = 200;

/// One shape.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Mark {
    pub kind: MarkKind,
    pub colour: MarkColour,
    /// In ten-thousandths of the picture's width and height, from its upper left corner. Two for a line, an arrow (its
    /// tip is the second), a box or a circle (opposite corners of what it fills); one for words; more for a free line.
    #[schemars(length(min = 1, max = 200))]
    pub points: Vec<[i32; 2]>,
    /// The words of a TEXT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Mark {
    fn check(&self, at: usize, p: &mut Problems) {
        let count = self.points.len();
        let field = format!("marks[{at}].points");
        let (fits, wanted) = match self.kind {
            MarkKind::Text => (count == 1, "Words stand at one point."),
            MarkKind::Free => ((2..=MAX_POINTS).contains(&count), "A free line has 2 to 200 points."),
            _ => (count == 2, "This shape has two points."),
        };
        p.require(fits, &field, "POINTS", wanted);
        let inside = self.points.iter().flatten().all(|part| (0..=EDGE).contains(part));
        p.require(inside, &field, "OUTSIDE", "Points lie on the picture: 0 to 10000 each way.");
        let words = self.text.as_deref().unwrap_or_default().trim().chars().count();
        let field = format!("marks[{at}].text");
        if self.kind == MarkKind::Text {
            p.require((1..=120).contains(&words), &field, "REQUIRED", "Please write 1 to 120 characters.");
        } else {
            p.require(self.text.is_none(), &field, "NOT_WORDS", "Only a TEXT has words.");
        }
    }
}

/// Puts what is drawn on a picture in place of what was drawn before; nothing takes it all away.
#[derive(Deserialize, JsonSchema)]
pub struct DrawOnPicture {
    pub id: SiteAssessmentId,
    pub picture_id: MediaId,
    #[schemars(length(max = 100))]
    pub marks: Vec<Mark>,
}

impl Operation for DrawOnPicture {
    type Output = AssessmentDetail;
    const SPEC: Spec =
        Spec::command("sales.assessment.draw", "PUT", "/site-assessments/{id}/pictures/{picture_id}/marks")
            .summary("Puts the marks drawn on a picture of the site.")
            .permission("site_assessment", "UPDATE")
            .on("site_assessment", "id")
            .offline();

    fn check(&self, p: &mut Problems) {
        p.require(self.marks.len() <= MAX_MARKS, "marks", "TOO_MANY", "At most 100 marks on a picture.");
        for (at, mark) in self.marks.iter().enumerate() {
            mark.check(at, p);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        // Only a picture of this very assessment.
        store::picture(tx, self.id, self.picture_id).await?;
        let marks = serde_json::to_value(&self.marks).map_err(Error::internal)?;
        store::put_drawing(tx, self.id, self.picture_id, &marks).await?;
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "picture_id": "med_01h2xcejqtf2nbrexx3vqjhp42", "marks": [
            {"kind": "ARROW", "colour": "RED", "points": [[1200, 4000], [5000, 2500]]},
            {"kind": "TEXT", "colour": "YELLOW", "points": [[1000, 4300]], "text": "25 kV line"}]})
    }
}
