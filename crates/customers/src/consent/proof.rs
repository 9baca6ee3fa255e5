//! What proves a customer's consent: every entry of every point with the words that were shown and its place in the audit
//! trail (CUS-12).

use engine::{Blob, Operation, Spec, TenantTx};
use jiff::{Timestamp, tz::TimeZone};
use kernel::{
    Error, Problems, Result,
    ids::{ContactPointId, CustomerId},
};
use render::{
    Language, Template,
    document::{Company, ConsentDocument, ConsentEntry, ConsentPoint, Meta, Moment, Paper, Party},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::{contact::Point, customer, sql::consent as sql};

/// The form of a proof.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProofFormat {
    #[default]
    Pdf,
    Json,
}

/// Reads the proof of a customer's consent, as PDF or as JSON, point by point with all entries, oldest first.
#[derive(Deserialize, JsonSchema)]
pub struct ReadProof {
    pub id: CustomerId,
    #[serde(default)]
    pub format: ProofFormat,
    /// Of one point only.
    pub point_id: Option<ContactPointId>,
    /// Language of the PDF: en or fr; the customer's where absent.
    pub language: Option<String>,
}

#[derive(Serialize)]
struct Entry<'a> {
    channel: &'a str,
    purpose: &'a str,
    act: &'a str,
    basis: &'a str,
    pack: &'a str,
    wording: Option<&'a str>,
    wording_language: Option<&'a str>,
    wording_version: Option<&'a str>,
    at: Timestamp,
    expires_at: Option<Timestamp>,
    source: &'a str,
    recorded_by: Option<&'a str>,
    proof: &'a Value,
    /// The line of the audit trail that holds the entry, and its hash there.
    audit_entry_id: Option<String>,
    leaf_sha256: Option<String>,
}

#[derive(Serialize)]
struct PointProof<'a> {
    point_id: ContactPointId,
    kind: &'a str,
    value: &'a str,
    entries: Vec<Entry<'a>>,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is proven, before it is given a form.
struct Proof {
    customer: customer::Customer,
    points: Vec<(Point, String, Vec<sql::EntriesOfPointsRow>)>,
    block: Option<sql::NewestBlockRow>,
}

impl Proof {
    async fn read(tx: &TenantTx, id: CustomerId, only: Option<ContactPointId>) -> Result<Self> {
        let customer = customer::store::read(tx, id).await?;
        let chosen = customer.points.iter().filter(|p| only.is_none_or(|id| p.id == id));
        let points: Vec<(Point, String)> =
            chosen.filter_map(|p| p.value.clone().map(|value| (p.clone(), value))).collect();
        if only.is_some() && points.is_empty() {
            return Err(Error::not_found("contact point"));
        }
        let hashes: Vec<Vec<u8>> = points.iter().map(|(_, value)| store::point_hash(tx, value)).collect();
        let (entries, block) = futures::try_join!(store::entries(tx, &hashes), store::newest_block(tx))?;
        let points = points.into_iter().zip(hashes).map(|((point, value), hash)| {
            let own = entries.iter().filter(|e| e.point_hash == hash).cloned().collect();
            (point, value, own)
        });
        Ok(Self { points: points.collect(), block, customer })
    }

    fn json(&self, made_at: Timestamp) -> Result<Vec<u8>> {
        let points: Vec<PointProof<'_>> = self
            .points
            .iter()
            .map(|(point, value, entries)| PointProof {
                point_id: point.id,
                kind: &point.kind,
                value,
                entries: entries.iter().map(entry).collect(),
            })
            .collect();
        let sealed = self.block.as_ref().map(|b| json!({"block": b.number, "hash": hex(&b.hash), "up_to": b.last_at}));
        let whole = json!({
            "customer": {"id": self.customer.id, "number": self.customer.number, "name": self.customer.display_name},
            "made_at": made_at, "points": points, "audit_chain": sealed,
        });
        serde_json::to_vec_pretty(&whole).map_err(Error::internal)
    }
}

fn entry(row: &sql::EntriesOfPointsRow) -> Entry<'_> {
    Entry {
        channel: &row.channel,
        purpose: &row.purpose,
        act: &row.act,
        basis: &row.basis,
        pack: &row.pack,
        wording: row.wording.as_deref(),
        wording_language: row.wording_language.as_deref(),
        wording_version: row.wording_version.as_deref(),
        at: row.at,
        expires_at: row.expires_at,
        source: &row.source,
        recorded_by: row.actor_name.as_deref(),
        proof: &row.proof,
        audit_entry_id: row.audit_entry_id.map(|id| format!("aud_{}", kernel::id::encode(id))),
        leaf_sha256: row.leaf.as_deref().map(hex),
    }
}

/// Who shows it, on paper.
struct Head {
    company: Company,
    zone: TimeZone,
    paper: Paper,
}

async fn head(tx: &TenantTx, customer: &customer::Customer) -> Result<Head> {
    let row = store::letterhead(tx, customer.location_id).await?;
    let given = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let second: Vec<String> = [row.city, row.province, row.postal_code].into_iter().filter_map(given).collect();
    let address = [given(row.street), given(Some(second.join(" ")))].into_iter().flatten().collect();
    let zone = TimeZone::get(row.timezone.as_deref().unwrap_or("UTC")).map_err(Error::internal)?;
    let american = row.country.as_deref().is_none_or(|country| matches!(country, "CA" | "US"));
    let company = Company {
        name: row.name,
        tagline: None,
        address,
        phone: given(row.contact_phone),
        email: given(row.contact_email),
        website: None,
        colour: None,
        logo: None,
        letterhead: None,
        registrations: vec![],
    };
    Ok(Head { company, zone, paper: if american { Paper::Letter } else { Paper::A4 } })
}

fn document(proof: &Proof, head: Head, language: Language, made_at: Timestamp) -> ConsentDocument {
    let moment = |at: Timestamp| Moment::from(&at.to_zoned(head.zone.clone()));
    let entry = |row: &sql::EntriesOfPointsRow| ConsentEntry {
        at: moment(row.at),
        channel: row.channel.clone(),
        purpose: row.purpose.clone(),
        act: row.act.clone(),
        basis: row.basis.clone(),
        pack: row.pack.clone(),
        source: row.source.clone(),
        expires_at: row.expires_at.map(moment),
        recorded_by: row.actor_name.clone(),
        wording: row.wording.clone().filter(|text| !text.trim().is_empty()),
        wording_language: row.wording_language.clone(),
        wording_version: row.wording_version.clone(),
        leaf_sha256: row.leaf.as_deref().map(hex),
    };
    let point = |(_, value, entries): &(Point, String, Vec<_>)| ConsentPoint {
        value: value.clone(),
        entries: entries.iter().map(entry).collect(),
    };
    let customer = &proof.customer;
    ConsentDocument {
        meta: Meta { language, number: customer.number.clone(), paper: head.paper, made_at: moment(made_at) },
        points: proof.points.iter().map(point).collect(),
        sealed_block: proof.block.as_ref().map(|b| b.number.to_string()),
        sealed_sha256: proof.block.as_ref().map(|b| hex(&b.hash)),
        sealed_until: proof.block.as_ref().map(|b| moment(b.last_at)),
        customer: Party {
            name: customer.display_name.clone(),
            company: None,
            address: vec![],
            phone: customer.phone.clone(),
            email: customer.email.clone(),
            registrations: vec![],
        },
        company: head.company,
    }
}

/// Setting type is work for the processor: off the threads that answer requests.
async fn pdf(document: ConsentDocument) -> Result<Vec<u8>> {
    let data = serde_json::to_value(vec![document]).map_err(Error::internal)?;
    let set = move || render::pdf(&Template::consent(), &data);
    let made = tokio::task::spawn_blocking(set).await.map_err(Error::internal)?;
    made.map(|pdf| pdf.bytes).map_err(Error::internal)
}

impl Operation for ReadProof {
    type Output = Blob;
    const SPEC: Spec = Spec::read("customers.consent.proof", "/customers/{id}/consent/proof")
        .summary("The proof of a customer's consent, as PDF or JSON.")
        .permission("consent", "EXPORT")
        .on("customer", "id")
        .audited()
        .blob();

    fn check(&self, p: &mut Problems) {
        let known = self.language.as_deref().is_none_or(|l| matches!(l, "en" | "fr"));
        p.require(known, "language", "UNKNOWN", "Languages are: en, fr.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        if tx.caller().permissions().masked("CONTACT") {
            let message = "This file shows addresses and numbers that your role does not see.";
            return Err(Error::forbidden("FIELD_GROUP", message));
        }
        let proof = Proof::read(tx, self.id, self.point_id).await?;
        let name = format!("consent-{}", proof.customer.number);
        if self.format == ProofFormat::Json {
            return Ok(Blob::new("application/json", &format!("{name}.json"), &proof.json(tx.now())?));
        }
        let french = self.language.as_deref().unwrap_or(&proof.customer.language) == "fr";
        let head = head(tx, &proof.customer).await?;
        let language = if french { Language::Fr } else { Language::En };
        let bytes = pdf(document(&proof, head, language, tx.now())).await?;
        Ok(Blob::new("application/pdf", &format!("{name}.pdf"), &bytes))
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "format": "json"})
    }
}
