//! Samples: moving.

use serde_json::{Value, json};

use super::{cad, day, line, svg};

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="#0b6e4f"/><path d="M8 32V18h18v14zM28 22h7l5 6v4H28z" fill="#fff"/><circle cx="15" cy="34" r="4" fill="#fff"/><circle cx="33" cy="34" r="4" fill="#fff"/></svg>"##;
const SIGNATURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 60"><path d="M8 44c14-40 24-40 20-8s10 12 20-6 12 4 14 10 14-14 20-14 2 20 12 14 14-24 22-20-6 24 6 22 18-20 28-18 6 12 20 8 24-8 40-10" fill="none" stroke="#123" stroke-width="2.4" stroke-linecap="round"/></svg>"##;

fn maple() -> Value {
    json!({
        "name": "Maple Lane Movers", "tagline": "Local and long distance moving",
        "address": ["48 Foundry Road", "Toronto ON  M4C 2B1"],
        "phone": "416 555 0142", "email": "hello@maplelane.example",
        "website": "maplelane.example", "colour": "#0b6e4f", "logo": svg(LOGO),
        "registrations": [{"label": "GST/HST", "number": "10000 0001 RT0001"}]
    })
}

fn terms_en() -> Value {
    json!([
        {"title": "Price", "text": "Labour and travel follow the clock, rounded up once to the quarter hour, at the rate above. Materials are charged as used."},
        {"title": "Cancellation", "text": "Free of charge until seven days before the service date; after that the deposit is kept."},
        {"title": "Liability", "text": "Unless you choose other protection, articles are carried at the released value printed in the bill of lading. Damage is to be told in writing within 30 days."}
    ])
}

pub fn toronto_quote() -> Value {
    let mut kit = line("Packing kit, two bedrooms", "1", "", cad("229.99"), cad("229.99"));
    kit["option"] = json!("NOT_CHOSEN");
    let mut wardrobe = line("Wardrobe box rental", "2", "", cad("9.99"), cad("19.98"));
    wardrobe["option"] = json!("CHOSEN");
    let mut labour = line("Labour, 4 movers and 1 truck", "7.75", "h", cad("289.0000"), cad("2239.75"));
    labour["detail"] = json!("Saturday in the peak season; loading, carrying, unloading");
    json!({
        "meta": {"language": "en", "number": "Q-2026-000123", "paper": "us-letter",
                 "made_at": {"moment": "2026-06-03T10:15:00-04:00", "zone": "America/Toronto"}},
        "company": maple(),
        "customer": {"name": "Priya Fontaine", "address": ["210 Wellesley Street East, apt 1104", "Toronto ON  M4X 1G7"],
                     "phone": "416 555 0177", "email": "priya.fontaine@mail.example"},
        "prepared_by": {"name": "Daniel Okoye", "phone": "416 555 0143", "email": "daniel@maplelane.example"},
        "issued_on": day("2026-06-03"), "valid_until": day("2026-07-03"),
        "subject": "Move of a two-bedroom apartment",
        "introduction": "Thank you for letting us look at your home. This is what we would do, and what it would cost.",
        "service": {"date": day("2026-06-27"), "arrival": "08:00 to 09:00",
            "facts": [{"label": "Volume", "value": "864 cu ft"}, {"label": "Crew", "value": "4 movers, 1 truck of 26 ft"}]},
        "stops": [
            {"role": "PICKUP", "address": ["210 Wellesley Street East, apt 1104", "Toronto ON  M4X 1G7"], "access": "Elevator booked, 60 ft carry"},
            {"role": "DELIVERY", "address": ["17 Balsam Avenue", "Toronto ON  M4E 3B5"], "access": "House, one flight of stairs"}],
        "parts": [
            {"title": "Moving", "lines": [
                labour,
                line("Travel", "1", "h", cad("289.0000"), cad("289.00")),
                line("Fuel", "5", "%", cad("2528.75"), cad("126.44"))],
             "subtotal": cad("2655.19")},
            {"title": "Packing", "lines": [
                line("Small carton", "20", "", cad("2.99"), cad("59.80")),
                line("Medium carton", "15", "", cad("3.99"), cad("59.85")),
                wardrobe, kit],
             "subtotal": cad("139.63")}],
        "subtotal": cad("2794.82"),
        "taxes": [{"label": "HST Ontario", "rate": {"percent": "13"}, "base": cad("2794.82"), "amount": cad("363.33")}],
        "total": cad("3158.15"), "binding": "NON_BINDING",
        "binding_note": "The final price may not exceed this estimate by more than 10 % unless you agree to changes.",
        "range": {"low": cad("2815.25"), "high": cad("3672.49"), "note": "For 6.75 to 9.25 hours of work"},
        "deposit": {"amount": cad("631.63"), "note": "Given back in full until June 20, 2026"},
        "terms": terms_en(), "company_signs": true
    })
}

pub fn signed_toronto_quote() -> Value {
    let consent = "I have read this quote and its terms, I accept them, and I agree to sign electronically.";
    json!({
        "quote": toronto_quote(),
        "evidence": {
            "document_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "selection": [{"label": "Wardrobe box rental", "value": "chosen"}, {"label": "Protection", "value": "Released value"}],
            "verify_at": "https://maplelane.example/verify",
            "signers": [
                {"name": "Priya Fontaine", "role": "Customer", "email": "priya.fontaine@mail.example", "method": "DRAWN",
                 "signed_at": {"moment": "2026-06-05T19:42:08-04:00", "zone": "America/Toronto"},
                 "network_address": "203.0.113.27", "user_agent": "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36",
                 "device": "Phone, 412 × 915", "consent_text": consent, "consent_version": "2026-01", "signature": svg(SIGNATURE)},
                {"name": "Daniel Okoye", "role": "For Maple Lane Movers", "method": "TYPED",
                 "signed_at": {"moment": "2026-06-05T20:01:55-04:00", "zone": "America/Toronto"},
                 "network_address": "2001:db8::4c:12", "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                 "consent_text": consent, "consent_version": "2026-01"}]
        }
    })
}

pub fn toronto_invoice() -> Value {
    json!({
        "meta": {"language": "en", "number": "INV-000045", "paper": "us-letter",
                 "made_at": {"moment": "2026-06-28T09:00:00-04:00", "zone": "America/Toronto"}},
        "draft": true, "company": maple(),
        "bill_to": {"name": "Priya Fontaine", "address": ["17 Balsam Avenue", "Toronto ON  M4E 3B5"]},
        "contact": {"name": "Accounts", "phone": "416 555 0144", "email": "accounts@maplelane.example"},
        "issued_on": day("2026-06-28"), "supplied_on": day("2026-06-27"), "due_on": day("2026-07-28"),
        "references": [{"label": "Quote", "value": "Q-2026-000123"}, {"label": "Job", "value": "J-2026-000311"}],
        "parts": [{"lines": [
            line("Freight, Toronto to Halifax", "1", "", cad("4850.00"), cad("4850.00")),
            line("Medium box", "10", "", cad("3.99"), cad("39.90")),
            line("Wardrobe box", "2", "", cad("24.99"), cad("49.98")),
            line("Storage in Toronto, June", "1", "month", cad("125.00"), cad("125.00"))]}],
        "subtotal": cad("5064.88"),
        "taxes": [
            {"label": "HST Nova Scotia", "rate": {"percent": "14"}, "base": cad("4850.00"), "amount": cad("679.00")},
            {"label": "HST Ontario", "rate": {"percent": "13"}, "base": cad("214.88"), "amount": cad("27.93")}],
        "total": cad("5771.81"),
        "payments": [{"label": "Deposit, June 5, 2026", "amount": cad("1200.00")}],
        "balance": cad("4571.81"),
        "payment_instructions": ["Card or bank transfer: maplelane.example/pay/INV-000045", "Cheque to Maple Lane Movers, 48 Foundry Road, Toronto ON  M4C 2B1"],
        "terms": [{"text": "Payable within 30 days. Interest of 1.5 % a month (18 % a year) on overdue balances."}]
    })
}

fn erable() -> Value {
    json!({
        "name": "Déménagement Belle-Rive", "address": ["905, rue Ontario Est", "Montréal (Québec)  H2L 1P4"],
        "phone": "514 555 0119", "email": "bonjour@bellerive.example", "colour": "#b3202c",
        "registrations": [{"label": "TPS", "number": "10000 0002 RT0001"}, {"label": "TVQ", "number": "1000000001 TQ0001"}]
    })
}

pub fn montreal_quote(language: &str) -> Value {
    let french = language == "fr";
    let pick = |fr: &'static str, en: &'static str| if french { fr } else { en };
    let mut kit = line(pick("Trousse d’emballage", "Packing kit"), "1", "", cad("229.99"), cad("229.99"));
    kit["option"] = json!("CHOSEN");
    json!({
        "meta": {"language": language, "number": "Q-2026-000207 v2", "paper": "us-letter",
                 "made_at": {"moment": "2026-04-20T11:30:00-04:00", "zone": "America/Toronto"}},
        "company": erable(),
        "customer": {"name": "Élise Tremblay-Gagnon", "address": ["4210, rue Saint-Denis, app. 3", "Montréal (Québec)  H2J 2K8"], "email": "elise@courriel.example"},
        "issued_on": day("2026-04-20"), "valid_until": day("2026-05-20"),
        "subject": pick("Déménagement local, Montréal à Laval", "Local move, Montréal to Laval"),
        "service": {"date": day("2026-05-24"), "arrival": pick("entre 8 h et 9 h", "between 08:00 and 09:00"),
            "facts": [{"label": pick("Équipe", "Crew"), "value": pick("3 déménageurs, 1 camion", "3 movers, 1 truck")}]},
        "stops": [
            {"role": "PICKUP", "address": ["4210, rue Saint-Denis, app. 3", "Montréal (Québec)  H2J 2K8"], "access": pick("Troisième étage, escalier extérieur", "Third floor, outside stairs")},
            {"role": "DELIVERY", "address": ["88, boulevard des Prairies", "Laval (Québec)  H7N 2T3"]}],
        "parts": [{"lines": [
            line(pick("Main-d’œuvre, 3 déménageurs et 1 camion", "Labour, 3 movers and 1 truck"), "5.5", "h", cad("204.00"), cad("1122.00")),
            line(pick("Transport", "Travel"), "1", "h", cad("204.00"), cad("204.00")), kit]}],
        "subtotal": cad("1555.99"),
        "taxes": [
            {"label": pick("TPS", "GST"), "rate": {"percent": "5"}, "base": cad("1555.99"), "amount": cad("77.80")},
            {"label": pick("TVQ", "QST"), "rate": {"percent": "9.975"}, "base": cad("1555.99"), "amount": cad("155.21")}],
        "total": cad("1789.00"), "binding": "NOT_TO_EXCEED",
        "deposit": {"amount": cad("357.80"), "note": pick("Remboursable jusqu’au 17 mai 2026", "Given back until May 17, 2026")},
        "terms": [{"title": pick("Annulation", "Cancellation"), "text": pick("Sans frais jusqu’à sept jours avant la date du service.", "Free of charge until seven days before the service date.")}]
    })
}

pub fn montreal_invoice() -> Value {
    json!({
        "meta": {"language": "fr", "number": "INV-000046", "paper": "us-letter",
                 "made_at": {"moment": "2026-05-24T18:00:00-04:00", "zone": "America/Toronto"}},
        "draft": false, "company": erable(),
        "bill_to": {"name": "Élise Tremblay-Gagnon", "address": ["88, boulevard des Prairies", "Laval (Québec)  H7N 2T3"]},
        "issued_on": day("2026-05-24"), "due_on": day("2026-06-01"),
        "references": [{"label": "Soumission", "value": "Q-2026-000207 v2"}],
        "parts": [{"lines": [line("Transport, Montréal à Québec", "1", "", cad("1240.00"), cad("1240.00"))]}],
        "subtotal": cad("1240.00"),
        "taxes": [
            {"label": "TPS", "rate": {"percent": "5"}, "base": cad("1240.00"), "amount": cad("62.00")},
            {"label": "TVQ", "rate": {"percent": "9.975"}, "base": cad("1240.00"), "amount": cad("123.69")}],
        "total": cad("1425.69"), "payments": [], "balance": cad("1425.69"),
        "payment_instructions": ["Virement Interac : bonjour@bellerive.example"]
    })
}

pub fn letterhead_quote() -> Value {
    let markup = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 612 80"><rect width="612" height="80" fill="#0b6e4f"/><path d="M0 80 L612 30 V80z" fill="#ffffff" opacity="0.25"/><circle cx="60" cy="40" r="20" fill="#fff"/></svg>"##;
    let mut quote = toronto_quote();
    quote["company"]["letterhead"] = json!({"image": svg(markup), "position": "TOP", "opacity_percent": 85});
    quote
}
