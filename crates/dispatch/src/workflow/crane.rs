//! The four steps of crane work: those of a move with set-up and the lift's checklist (DSP-8, DSP-10).

use super::{
    Item, ItemKind as K, Part, Step,
    items::{item, labels, required, without_proof},
    moving::{office_back, office_ready, vehicle, vehicle_back},
};

const OFFICE: Part = Part::Office;
const TRUCK: Part = Part::Truck;

pub fn steps() -> Vec<Step> {
    let mut ready = office_ready();
    ready.extend(vehicle());
    ready.extend([
        required(item(TRUCK, K::Check, "rigging", "Rigging and mats on board", "Élingues et plaques à bord")),
        required(item(
            TRUCK,
            K::Check,
            "machine_papers",
            "Machine papers and load chart on board",
            "Documents et tableau de charge à bord",
        )),
    ]);
    let mut back = office_back();
    back.extend(vehicle_back());
    vec![
        Step {
            code: "READY_TO_GO",
            names: labels("Ready to go", "Prêt à partir"),
            planned_minutes: 45,
            approval: "BEFORE_NEXT",
            skippable: false,
            items: ready,
        },
        Step {
            code: "POINTS_A",
            names: labels("On site and set up", "Sur place et installé"),
            planned_minutes: 60,
            approval: "AFTERWARDS",
            skippable: false,
            items: set_up(),
        },
        Step {
            code: "NEW_LOCATION",
            names: labels("Lift", "Levage"),
            planned_minutes: 180,
            approval: "AFTERWARDS",
            skippable: false,
            items: lift(),
        },
        Step {
            code: "BACK_TO_DISPATCHER",
            names: labels("Back to dispatcher", "Retour au répartiteur"),
            planned_minutes: 45,
            approval: "AFTERWARDS",
            skippable: false,
            items: back,
        },
    ]
}

fn set_up() -> Vec<Item> {
    vec![
        required(item(OFFICE, K::Check, "contact", "Site contact met", "Responsable du chantier rencontré")),
        item(OFFICE, K::Text, "instructions", "Site rules", "Règles du chantier"),
        required(item(TRUCK, K::Check, "ground", "Ground checked, mats laid", "Sol vérifié, plaques posées")),
        required(item(TRUCK, K::Check, "outriggers", "Outriggers out and level", "Stabilisateurs sortis et de niveau")),
        required(item(
            TRUCK,
            K::Check,
            "power_lines",
            "Distance to power lines checked",
            "Distance des lignes électriques vérifiée",
        )),
        without_proof(item(TRUCK, K::Photo, "set_up_photo", "Picture of the set-up", "Photo de l’installation")),
    ]
}

fn lift() -> Vec<Item> {
    vec![
        required(item(
            TRUCK,
            K::Check,
            "lift_protective_gear",
            "Protective gear worn",
            "Équipement de protection porté",
        )),
        required(item(TRUCK, K::Check, "lift_site_clear", "Site clear of people", "Zone dégagée")),
        required(item(TRUCK, K::Check, "lift_hazards_marked", "Hazards marked", "Dangers signalés")),
        required(item(TRUCK, K::Text, "lift_emergency_contact", "Emergency contact", "Contact d’urgence")),
        required(item(
            TRUCK,
            K::Check,
            "lift_machine_check",
            "Machine checked before the lift",
            "Machine vérifiée avant le levage",
        )),
        required(item(TRUCK, K::Check, "lift_communication", "Signals and radio agreed", "Signaux et radio convenus")),
        required(item(TRUCK, K::Text, "lift_signaller", "Signaller", "Signaleur")),
        required(item(TRUCK, K::Text, "lift_wind", "Wind at the hook, m/s", "Vent au crochet, m/s")),
        item(OFFICE, K::Rating, "satisfaction", "Customer’s satisfaction, 1 to 5", "Satisfaction du client, 1 à 5"),
        item(OFFICE, K::Text, "feedback", "Feedback", "Commentaires"),
        required(item(OFFICE, K::Signature, "work_signature", "Customer signs", "Signature du client")),
    ]
}
