//! What an estimate is about, besides its sheet: service, size, density, driving, typed figures.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::EstimateId, money::Ratio};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    EstimateDetail,
    codes::Method,
    create::{check_codes, check_driving, service, size},
    formula::Typed,
    is_survey,
    read::detail,
    reckon::Head,
    require_open, sheet_store,
    store::{self, SetHead},
};
use crate::{
    catalogue::centi,
    lead::{at_most, filled},
};

/// Changes what is given; what is absent stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeEstimate {
    pub id: EstimateId,
    pub method: Option<Method>,
    pub surveyed_at: Option<Timestamp>,
    pub service_type: Option<String>,
    /// An empty text takes the size out.
    pub move_size: Option<String>,
    /// 3 to 15.
    pub density_lb_per_cuft: Option<Ratio>,
    pub driving_minutes: Option<i32>,
    pub distance_km: Option<i32>,
    /// Figures typed instead of reckoned ones; needs a reason. All absent: the formula reckons again.
    pub typed: Option<Typed>,
    pub typed_reason: Option<String>,
    pub notes: Option<String>,
}

fn check_typed(typed: &Typed, p: &mut Problems) {
    let measure = |p: &mut Problems, field: &str, value: Option<Ratio>, most: i64| {
        let value = value.unwrap_or_default();
        let fits = !value.is_negative() && value <= Ratio::whole(most) && value.denominator() <= 100;
        p.require(fits, field, "OUT_OF_RANGE", "Not negative, two decimals at most, and no more than a move can be.");
    };
    measure(p, "typed.volume_cuft", typed.volume_cuft, 50_000);
    measure(p, "typed.weight_lb", typed.weight_lb, 500_000);
    let between = |p: &mut Problems, field: &str, value: Option<u32>, least: u32, most: u32| {
        let fits = value.is_none_or(|v| (least..=most).contains(&v));
        p.require(fits, field, "OUT_OF_RANGE", &format!("Between {least} and {most}."));
    };
    between(p, "typed.movers", typed.movers, 2, 20);
    between(p, "typed.trucks", typed.trucks, 0, 20);
    between(p, "typed.minutes", typed.minutes, 15, 14_400);
}

pub fn check_density(p: &mut Problems, density: Option<Ratio>) {
    let density = density.unwrap_or(Ratio::whole(7));
    let fits = density >= Ratio::whole(3) && density <= Ratio::whole(15) && density.denominator() <= 100;
    p.require(fits, "density_lb_per_cuft", "OUT_OF_RANGE", "A density lies between 3 and 15 lb per cubic foot.");
}

impl Operation for ChangeEstimate {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.estimate.change", "PATCH", "/estimates/{id}")
        .summary("Changes an estimate's service, size, density, driving or typed figures.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id");

    fn check(&self, p: &mut Problems) {
        check_codes(p, self.service_type.as_deref(), self.move_size.as_deref(), self.notes.as_deref());
        check_driving(p, self.driving_minutes, self.distance_km);
        check_density(p, self.density_lb_per_cuft);
        at_most(p, "typed_reason", self.typed_reason.as_deref(), 500);
        if let Some(typed) = &self.typed {
            check_typed(typed, p);
            let reasoned = *typed == Typed::default() || filled(&self.typed_reason).is_some();
            p.require(reasoned, "typed_reason", "REQUIRED", "Please say why the figures are typed.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let row = store::row(tx, self.id).await?;
        require_open(&row)?;
        let mut head = Head::of(&row)?;
        head.method = self.method.unwrap_or(head.method);
        if let Some(code) = &self.service_type {
            let service = service(tx, Some(code), None).await?;
            head.service = super::formula::Service {
                code: service.code,
                load_percent: service.load_percent,
                unload_percent: service.unload_percent,
                needs_truck: service.needs_truck,
            };
        }
        let mut move_size = row.move_size.clone();
        match self.move_size.as_deref() {
            None => {}
            Some("") => (move_size, head.preset_cuft) = (None, None),
            Some(code) => {
                let size = size(tx, Some(code), None).await?;
                head.preset_cuft = size.as_ref().map(|s| s.volume_cuft);
                move_size = size.map(|s| s.code);
            }
        }
        head.density = self.density_lb_per_cuft.or(head.density);
        head.driving_minutes = self.driving_minutes.unwrap_or(head.driving_minutes);
        head.distance_km = self.distance_km.or(head.distance_km);
        let mut reason = row.typed_reason.clone();
        if let Some(typed) = self.typed {
            let none = typed == Typed::default();
            reason = self.typed_reason.as_deref().map(str::trim).filter(|_| !none).map(str::to_owned);
            head.typed = (!none).then_some(typed);
        }
        let typed = head.typed.as_ref().map(|t| json!(t));
        let percent = |n: u32| i32::try_from(n).map_err(Error::internal);
        let notes = self.notes.or_else(|| row.notes.clone());
        let set = SetHead {
            method: head.method.code(),
            counts_as_survey: is_survey(head.method),
            surveyed_at: self.surveyed_at.or(row.surveyed_at),
            service_type: &head.service.code,
            load_percent: percent(head.service.load_percent)?,
            unload_percent: percent(head.service.unload_percent)?,
            needs_truck: head.service.needs_truck,
            density_centi_lb: head.density.map(centi).transpose()?,
            move_size: move_size.as_deref(),
            preset_cuft: head.preset_cuft,
            driving_minutes: head.driving_minutes,
            distance_km: head.distance_km,
            typed: typed.as_ref(),
            typed_reason: reason.as_deref(),
            notes: filled(&notes),
            id: self.id,
        };
        store::set_head(tx, set).await?;
        let sheet = sheet_store::load(tx, self.id).await?;
        store::reckon_and_keep(tx, self.id, &head, &sheet).await?;
        if let Some(reason) = reason.as_deref().filter(|_| head.typed.is_some()) {
            tx.reason(reason);
        }
        told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41", "move_size": "HOUSE_4", "driving_minutes": 40})
    }
}

/// Names the estimate for the trail and tells that it changed.
pub fn told(tx: &TenantTx, row: &store::Row) {
    tx.about("estimate", row.id.uuid(), &row.number);
    tx.at_location(row.location_id);
    let data = json!({"estimate_id": row.id, "lead_id": row.lead_id, "customer_id": row.customer_id});
    tx.emit(NewEvent::new("sales.estimate.changed", "estimate", row.id.uuid()).location(row.location_id).data(data));
}
