//! A new assessment, for a lead or a deal.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, DealId, LeadId, LocationId, SiteAssessmentId, UserId},
    time::local_day,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AssessmentDetail, check_texts, read::detail, store};
use crate::{
    deal,
    lead::{self, Place, Rental, filled},
};

/// Begins an assessment of the site a lead or a deal is about.
#[derive(Deserialize, JsonSchema)]
pub struct CreateAssessment {
    /// One of lead and deal is needed.
    pub lead_id: Option<LeadId>,
    pub deal_id: Option<DealId>,
    /// The lead's name or the deal's title where absent.
    pub title: Option<String>,
    /// The lead's site where absent.
    pub site: Option<Place>,
    /// Who goes and looks; the caller where absent.
    pub assigned_to: Option<UserId>,
    pub ground: Option<String>,
    pub access: Option<String>,
    pub notes: Option<String>,
}

/// What it is about.
struct About {
    lead: Option<LeadId>,
    deal: Option<DealId>,
    customer: Option<CustomerId>,
    location: Option<LocationId>,
    title: String,
    site: Place,
}

fn site_of(row: &lead::store::Row) -> Place {
    let rental: Rental = serde_json::from_value(row.rental.clone()).unwrap_or_default();
    let place = |value: &Value| serde_json::from_value::<Place>(value.clone()).unwrap_or_default();
    if rental.site_city.is_some() {
        return Place { city: rental.site_city, province: rental.site_province, ..Place::default() };
    }
    let destination = place(&row.destination);
    if destination.is_known() { destination } else { place(&row.origin) }
}

async fn of_lead(tx: &TenantTx, id: LeadId) -> Result<About> {
    let row = lead::store::find(tx, id).await?.filter(|row| {
        let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
        tx.may("lead", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
    });
    let row = row.ok_or_else(|| Error::invalid("lead_id", "NOT_FOUND", "There is no such lead."))?;
    Ok(About {
        lead: Some(id),
        deal: None,
        customer: row.customer_id,
        location: row.location_id,
        site: site_of(&row),
        title: row.company_name.unwrap_or(row.full_name),
    })
}

async fn of_deal(tx: &TenantTx, id: DealId) -> Result<About> {
    let row = deal::store::find(tx, id).await?.filter(|row| {
        let me = tx.caller().user();
        let mine = me.is_some() && (row.assigned_to == me || row.created_by == me.map(|u| u.uuid()));
        tx.may("deal", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
    });
    let row = row.ok_or_else(|| Error::invalid("deal_id", "NOT_FOUND", "There is no such deal."))?;
    let site = match row.lead_id {
        Some(lead) => lead::store::find(tx, lead).await?.map(|row| site_of(&row)),
        None => None,
    };
    Ok(About {
        lead: row.lead_id,
        deal: Some(id),
        customer: Some(row.customer_id),
        location: row.location_id,
        title: row.title,
        site: site.unwrap_or_default(),
    })
}

impl Operation for CreateAssessment {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.create", "POST", "/site-assessments")
        .summary("Begins a site assessment for a lead or a deal.")
        .permission("site_assessment", "CREATE")
        .offline()
        .created();

    fn check(&self, p: &mut Problems) {
        let about = self.lead_id.is_some() || self.deal_id.is_some();
        p.require(about, "lead_id", "REQUIRED", "An assessment is about a lead or a deal.");
        let texts =
            [("title", &self.title), ("ground", &self.ground), ("access", &self.access), ("notes", &self.notes)];
        check_texts(p, self.site.as_ref(), &texts);
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let about = match (self.deal_id, self.lead_id) {
            (Some(deal), _) => of_deal(tx, deal).await?,
            (None, Some(lead)) => of_lead(tx, lead).await?,
            (None, None) => {
                return Err(Error::invalid("lead_id", "REQUIRED", "An assessment is about a lead or a deal."));
            }
        };
        if self.lead_id.is_some() && self.lead_id != about.lead {
            return Err(Error::invalid("lead_id", "NOT_THE_DEALS", "This deal came from another lead."));
        }
        tx.require(
            "site_assessment",
            "CREATE",
            &RowFacts { location: about.location, mine: true, record: Value::Null },
        )?;
        let defaults = lead::store::defaults(tx, about.location).await?;
        let zone = defaults.timezone.as_deref().unwrap_or(&defaults.company_timezone);
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let year = local_day(tx.now(), &zone).year();
        let id: SiteAssessmentId = tx.new_id();
        let number = format!("SA-{year}-{:06}", tx.number(&format!("site-assessment-{year}")).await?);
        let site = serde_json::to_value(self.site.unwrap_or(about.site)).map_err(Error::internal)?;
        let title: String = about.title.chars().take(200).collect();
        let row = store::Insert {
            id,
            number: &number,
            lead_id: about.lead,
            deal_id: about.deal,
            customer_id: about.customer,
            location_id: about.location,
            assigned_to: self.assigned_to.or(tx.caller().user()),
            title: filled(&self.title).unwrap_or(&title),
            site: &site,
            ground: filled(&self.ground),
            access: filled(&self.access),
            notes: filled(&self.notes),
        };
        store::insert(tx, row).await?;
        store::told(tx, &store::row(tx, id).await?);
        detail(tx, id).await
    }

    fn example() -> Value {
        json!({"lead_id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "ground": "Compacted gravel", "access": "Gate 3, 4.2 m wide"})
    }
}
