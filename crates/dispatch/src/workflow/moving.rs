//! The four steps of a move (DSP-8).

use super::{
    Item, ItemKind as K, Part, Step,
    items::{choice, item, labels, required, without_proof},
};

const OFFICE: Part = Part::Office;
const TRUCK: Part = Part::Truck;
const MOVING: Part = Part::Moving;

pub const CONDITION: [(&str, &str, &str); 4] = [
    ("EXCELLENT", "Excellent", "Excellent"),
    ("GOOD", "Good", "Bon"),
    ("FAIR", "Fair", "Passable"),
    ("POOR", "Poor", "Mauvais"),
];

pub fn steps() -> Vec<Step> {
    vec![
        Step {
            code: "READY_TO_GO",
            names: labels("Ready to go", "Prêt à partir"),
            planned_minutes: 30,
            approval: "BEFORE_NEXT",
            skippable: false,
            items: ready(),
        },
        Step {
            code: "POINTS_A",
            names: labels("Points A", "Points A"),
            planned_minutes: 120,
            approval: "AFTERWARDS",
            skippable: false,
            items: loading(),
        },
        Step {
            code: "NEW_LOCATION",
            names: labels("New location", "Nouvelle adresse"),
            planned_minutes: 120,
            approval: "AFTERWARDS",
            skippable: false,
            items: unloading(),
        },
        Step {
            code: "BACK_TO_DISPATCHER",
            names: labels("Back to dispatcher", "Retour au répartiteur"),
            planned_minutes: 30,
            approval: "AFTERWARDS",
            skippable: false,
            items: back(),
        },
    ]
}

/// Vehicle checks that every kind of work begins with.
pub fn vehicle() -> Vec<Item> {
    vec![
        required(item(TRUCK, K::Percent, "fuel", "Fuel", "Carburant")),
        required(choice(TRUCK, "tires", "Tires", "Pneus", &CONDITION[1..])),
        required(item(TRUCK, K::Check, "lights", "Lights work", "Feux en état")),
        required(item(TRUCK, K::Check, "brakes", "Brakes work", "Freins en état")),
        without_proof(item(TRUCK, K::Photo, "vehicle_photos", "Pictures of the vehicle", "Photos du véhicule")),
    ]
}

/// What the office settles before anybody leaves.
pub fn office_ready() -> Vec<Item> {
    let stock = [
        ("AVAILABLE", "Available", "Disponible"),
        ("MISSING", "Missing", "Manquant"),
        ("DAMAGED", "Damaged", "Endommagé"),
    ];
    vec![
        item(OFFICE, K::Check, "crew_present", "Crew is complete", "Équipe complète"),
        choice(OFFICE, "equipment", "Equipment", "Matériel", &stock),
        item(OFFICE, K::Check, "route", "Route discussed", "Itinéraire discuté"),
        item(OFFICE, K::Text, "notes", "Notes", "Notes"),
    ]
}

fn ready() -> Vec<Item> {
    let mut items = office_ready();
    items.extend(vehicle());
    items.extend([
        required(item(
            MOVING,
            K::Check,
            "packing_materials",
            "Packing materials on board",
            "Matériel d’emballage à bord",
        )),
        required(item(MOVING, K::Check, "protective_gear", "Protective gear", "Équipement de protection")),
        required(item(MOVING, K::Check, "tools", "Tools", "Outils")),
        required(item(MOVING, K::Check, "safety_equipment", "Safety equipment", "Équipement de sécurité")),
    ]);
    items
}

fn loading() -> Vec<Item> {
    let state = [("GOOD", "Good", "Bon"), ("DAMAGED", "Damaged", "Endommagé"), ("MISSING", "Missing", "Manquant")];
    vec![
        required(item(OFFICE, K::Check, "contact", "Customer met", "Client rencontré")),
        item(OFFICE, K::Text, "instructions", "Special instructions", "Consignes particulières"),
        required(item(OFFICE, K::Signature, "customer_signature", "Customer signs", "Signature du client")),
        required(item(TRUCK, K::Count, "items_loaded", "Items loaded", "Articles chargés")),
        item(TRUCK, K::Count, "items_total", "Items in all", "Articles au total"),
        item(TRUCK, K::Percent, "space_used", "Space used", "Espace occupé"),
        item(TRUCK, K::Text, "special_handling", "Special handling", "Manutention spéciale"),
        required(choice(MOVING, "goods_condition", "Condition of the goods", "État des biens", &state)),
        item(MOVING, K::Count, "goods_quantity", "Pieces handled", "Pièces manipulées"),
        item(MOVING, K::Text, "goods_notes", "Notes on the goods", "Notes sur les biens"),
    ]
}

fn unloading() -> Vec<Item> {
    vec![
        required(item(
            OFFICE,
            K::Rating,
            "satisfaction",
            "Customer’s satisfaction, 1 to 5",
            "Satisfaction du client, 1 à 5",
        )),
        item(OFFICE, K::Text, "feedback", "Feedback", "Commentaires"),
        required(item(OFFICE, K::Signature, "delivery_signature", "Customer signs", "Signature du client")),
        required(item(TRUCK, K::Count, "items_unloaded", "Items unloaded", "Articles déchargés")),
        item(TRUCK, K::Count, "items_total", "Items in all", "Articles au total"),
        item(TRUCK, K::Check, "placement", "Placed where the customer wants", "Placés selon le client"),
        item(MOVING, K::Check, "assembled", "Assembled", "Assemblé"),
        item(MOVING, K::Check, "connected", "Connected", "Branché"),
        item(MOVING, K::Check, "unpacked", "Unpacked", "Déballé"),
        item(MOVING, K::Check, "cleaned", "Cleaned up", "Nettoyé"),
    ]
}

fn back() -> Vec<Item> {
    let mut items = office_back();
    items.extend(vehicle_back());
    items.extend([
        required(item(MOVING, K::Check, "tools_back", "Tools are back", "Outils de retour")),
        item(MOVING, K::Check, "safety_gear_back", "Safety gear is back", "Équipement de sécurité de retour"),
        item(MOVING, K::Check, "materials_back", "Materials are back", "Matériel de retour"),
        item(MOVING, K::Text, "missing", "What is missing", "Ce qui manque"),
    ]);
    items
}

/// What the office closes the day with.
pub fn office_back() -> Vec<Item> {
    vec![
        item(OFFICE, K::Text, "hours", "Time worked", "Temps travaillé"),
        item(OFFICE, K::Count, "distance_km", "Kilometres driven", "Kilomètres parcourus"),
        item(OFFICE, K::Text, "issues", "Issues", "Problèmes"),
        item(OFFICE, K::Check, "final_review", "Reviewed", "Revu"),
    ]
}

/// How the vehicle comes home.
pub fn vehicle_back() -> Vec<Item> {
    vec![
        required(item(TRUCK, K::Percent, "fuel_back", "Fuel", "Carburant")),
        required(choice(TRUCK, "vehicle_condition", "Condition of the vehicle", "État du véhicule", &CONDITION)),
        item(TRUCK, K::Text, "damage", "Damage", "Dommages"),
        item(TRUCK, K::Text, "maintenance", "Maintenance needed", "Entretien requis"),
    ]
}
