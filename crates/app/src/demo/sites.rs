//! Sites of cranes that somebody went to look at.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{desk::Desk, steps::PHOTO};

impl Desk {
    /// Two sites: one signed, with a machine that fits; one where a line is too near.
    pub async fn site_visits(&self, first: usize) -> Result<()> {
        if !self.is_crane() {
            return Ok(());
        }
        let signed = self.site(first, "Chiller on the roof of the textile mill").await?;
        self.answers(&signed, json!({"severity": "OK", "line_kv": 33, "distance_m": "18"})).await?;
        self.picture(&signed, "HEIGHT_LIMITS").await?;
        self.picture(&signed, "SITE").await?;
        self.lifts(&signed).await?;
        self.actor.run("sales.assessment.sign", json!({"id": signed})).await?;

        let stopped = self.site(first + 1, "Girder beside the ring road").await?;
        let near = json!({"severity": "STOPPER", "note": "The line runs over the place of the crane.", "line_kv": 33,
            "distance_m": "2.5"});
        self.answers(&stopped, near).await?;
        self.picture(&stopped, "POWER_LINES").await?;
        self.marks(&stopped).await
    }

    /// What the planner drew on the first picture.
    async fn marks(&self, assessment: &Value) -> Result<()> {
        let site = self.actor.run("sales.assessment.read", json!({"id": assessment})).await?;
        let marks = json!({"id": assessment, "picture_id": site["pictures"][0]["id"], "marks": [
            {"kind": "LINE", "colour": "RED", "points": [[400, 2200], [9600, 1500]]},
            {"kind": "TEXT", "colour": "RED", "points": [[600, 1900]], "text": "33 kV"},
            {"kind": "CIRCLE", "colour": "YELLOW", "points": [[4000, 5200], [6600, 8600]]}]});
        self.actor.by(self.office.planner, "sales.assessment.draw", marks).await.map(drop)
    }

    async fn site(&self, n: usize, title: &str) -> Result<Value> {
        let lead = self.lead(n, self.day(12)?).await?;
        let sellers = self.actor.run("access.user.list", json!({"role_code": "SALES_AGENT", "limit": 1})).await?;
        let input = json!({"lead_id": lead["id"], "title": title, "assigned_to": sellers["items"][0]["id"],
            "ground": "Compacted gravel on laterite, dry", "access": "Gate 3, 4.2 m wide, one turn of 12 m", "notes": "The site office opens at 08:00."});
        let made = self.actor.by(self.office.planner, "sales.assessment.create", input).await?;
        Ok(made["id"].clone())
    }

    async fn answers(&self, assessment: &Value, mut lines: Value) -> Result<()> {
        lines["kind"] = json!("POWER_LINES");
        let answers = json!({"id": assessment, "constraints": [
            {"kind": "ROAD_ACCESS", "severity": "OK", "note": "Trailer of 18 m fits."},
            {"kind": "HEIGHT_LIMITS", "severity": "CARE", "note": "Footbridge of 5.2 m on the way in."},
            {"kind": "CRANE_SETUP", "severity": "OK", "note": "9 by 9 m, level."}, lines,
            {"kind": "SURFACE_TYPE", "severity": "OK", "note": "Mats of 1.2 by 1.2 m are enough."}]});
        self.actor.by(self.office.planner, "sales.assessment.put_constraints", answers).await.map(drop)
    }

    async fn picture(&self, assessment: &Value, shows: &str) -> Result<()> {
        let input = json!({"owner": "site_assessment", "owner_id": assessment, "kind": "PHOTO", "purpose": shows,
            "content_type": "image/png", "bytes": PHOTO.len(), "sha256": files::sha256_hex(PHOTO),
            "taken_at": self.at(self.day(-1)?, 10, 0)});
        let ticket = self.actor.by(self.office.planner, "capture.media.register", input).await?;
        self.actor.upload(&ticket["id"], PHOTO).await
    }

    /// Two lifts; the MC-50's own chart was read for the first by one person and again by another.
    async fn lifts(&self, assessment: &Value) -> Result<()> {
        let lifts = json!({"id": assessment, "lifts": [
            {"name": "Chiller", "load_t": "12.5", "rigging_t": "0.8", "block_t": "0.45", "radius_m": "9", "height_m": "24",
                "obstacles": "Parapet of 1.1 m", "picks": 2},
            {"name": "Cooling tower, in parts", "load_t": "3.2", "rigging_t": "0.4", "block_t": "0.45", "radius_m": "14",
                "height_m": "24", "picks": 6}]});
        let listed = self.actor.by(self.office.planner, "sales.assessment.put_lifts", lifts).await?;
        // The machines stand from the largest down: this one is the MC-50.
        let machine = &self.teams.get(2).context("a third machine")?.machine;
        let duty = json!({"id": assessment, "lift_id": listed["lifts"][0]["id"], "equipment_id": machine,
            "configuration": "Boom 30.5 m, counterweight 9 t, outriggers full, 360°", "chart_radius_m": "9",
            "chart_boom_m": "30.5", "duty_t": "19.2", "source": "MC-50 load chart, page 14"});
        let read = self.actor.run("sales.assessment.read_duty", duty).await?;
        let verify = json!({"id": assessment, "duty_id": read["lifts"][0]["duties"][0]["id"]});
        self.actor.by(self.office.planner, "sales.assessment.verify_duty", verify).await.map(drop)
    }
}
