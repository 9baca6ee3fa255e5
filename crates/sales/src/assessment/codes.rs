//! The closed lists of an assessment.

codes! {
    State { Draft = "DRAFT", Signed = "SIGNED", Expired = "EXPIRED" }
}

codes! {
    /// What may stand in a crane's way.
    ConstraintKind {
        RoadAccess = "ROAD_ACCESS", HeightLimits = "HEIGHT_LIMITS", CraneSetup = "CRANE_SETUP",
        PowerLines = "POWER_LINES", SurfaceType = "SURFACE_TYPE", Other = "OTHER",
    }
}

impl ConstraintKind {
    /// Those that need an answer before anybody signs (SAL-31).
    pub const ASKED: [Self; 5] =
        [Self::RoadAccess, Self::HeightLimits, Self::CraneSetup, Self::PowerLines, Self::SurfaceType];
}

codes! {
    Severity { Ok = "OK", Care = "CARE", Stopper = "STOPPER" }
}

impl Severity {
    /// The graver of the two.
    pub fn or_graver(self, other: Self) -> Self {
        let rank = |s: Self| match s {
            Self::Ok => 0,
            Self::Care => 1,
            Self::Stopper => 2,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}

codes! {
    /// A shape drawn on a picture.
    MarkKind { Arrow = "ARROW", Line = "LINE", Circle = "CIRCLE", Box = "BOX", Free = "FREE", Text = "TEXT" }
}

codes! {
    MarkColour { Red = "RED", Yellow = "YELLOW", Blue = "BLUE" }
}
