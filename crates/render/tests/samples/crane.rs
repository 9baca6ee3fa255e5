//! Samples: crane.

use serde_json::{Value, json};

use super::{day, inr, line};

fn sahyadri() -> Value {
    json!({
        "name": "Sahyadri Crane Services", "tagline": "Crane hire · rigging · heavy lifts",
        "address": ["Plot 14, Sector 9, Bhosari MIDC", "Pune 411026, Maharashtra"],
        "phone": "+91 20 5550 0148", "email": "desk@sahyadricranes.example", "colour": "#f2a900",
        "registrations": [{"label": "GSTIN", "number": "27AAAAA0000A1Z5"}, {"label": "PAN", "number": "AAAAA0000A"}]
    })
}

fn meta(number: &str) -> Value {
    json!({"language": "en", "number": number, "paper": "a4",
           "made_at": {"moment": "2026-02-10T16:20:00+05:30", "zone": "Asia/Kolkata"}})
}

fn customer() -> Value {
    json!({"name": "Anand Kulkarni", "company": "Deccan Precast Works (डेक्कन प्रीकास्ट वर्क्स)",
           "address": ["Gat 212, Chakan Industrial Area", "Pune 410501, Maharashtra"], "phone": "+91 98 5550 0107",
           "registrations": [{"label": "GSTIN", "number": "27BBBBB0000B1Z3"}]})
}

fn taxes(half: &str) -> Value {
    json!([{"label": "CGST", "rate": {"percent": "9"}, "amount": inr(half)},
           {"label": "SGST Maharashtra", "rate": {"percent": "9"}, "amount": inr(half)}])
}

fn coded(mut line: Value) -> Value {
    line["code"] = json!("9973 13");
    line
}

pub fn pune_quote() -> Value {
    let mut machine = coded(line("Mobile crane MC-50, 50 t", "120", "h", inr("3200.00"), inr("384000.00")));
    machine["detail"] = json!("15 working days × 8 h, single shift, day; operator included");
    let extra = |name: &str, amount: &str| json!({"description": name, "code": "9973 13", "total": inr(amount)});
    let many: Vec<Value> = (1..=26)
        .map(|day| json!({"title": format!("Condition {day}"), "text": "The hirer provides level, compacted ground of the stated bearing capacity, free access for the crane and its trailers, a banksman who speaks the operator's language, and light for work after sunset. Waiting caused by the site counts as work."}))
        .collect();
    json!({
        "meta": meta("SCS/Q/2026/0088"), "company": sahyadri(), "customer": customer(),
        "prepared_by": {"name": "Meera Joshi", "phone": "+91 98 5550 0111"},
        "issued_on": day("2026-02-10"), "valid_until": day("2026-03-12"),
        "subject": "Hire of a 50 t mobile crane, order type SMALL",
        "service": {"date": day("2026-03-02"), "until": day("2026-03-18"),
            "facts": [{"label": "Working days", "value": "15"}, {"label": "Heaviest lift", "value": "11.4 t at 12 m"}, {"label": "Shift", "value": "Single, day, 8 h"}]},
        "stops": [{"role": "YARD", "address": ["Bhosari MIDC, Pune"]}, {"role": "SITE", "address": ["Gat 212, Chakan Industrial Area", "Pune 410501"], "access": "Gravel, 60 km from the yard"}],
        "parts": [
            {"title": "Machine", "lines": [machine, extra("Usage, heavy: 50 % of one month", "47500.00"), extra("Risk, medium: 10 % of one month", "9500.00")], "subtotal": inr("441000.00")},
            {"title": "Site and crew", "lines": [
                extra("Food and accommodation, 2 persons, 15 of 26 days", "7500.00"),
                coded(line("Mobilisation and return", "120", "km", inr("30.00"), inr("3600.00"))),
                extra("Rigger", "40000.00"), extra("Incidentals", "5000.00")], "subtotal": inr("56100.00")}],
        "subtotal": inr("497100.00"), "taxes": taxes("44739.00"), "total": inr("586578.00"),
        "deposit": {"amount": inr("293289.00"), "note": "50 % before mobilisation"},
        "terms": many
    })
}

pub fn pune_invoice() -> Value {
    json!({
        "meta": meta("SCS/25-26/000412"), "kind": "TAX_INVOICE", "draft": false,
        "company": sahyadri(), "bill_to": customer(),
        "issued_on": day("2026-03-19"), "supplied_on": day("2026-03-18"), "due_on": day("2026-04-18"),
        "references": [{"label": "Purchase order", "value": "DPW-7781"}, {"label": "Place of supply", "value": "27 Maharashtra"}],
        "parts": [{"lines": [
            coded(line("Mobile crane MC-50, 5 days × 8 h", "40", "h", inr("3500.00"), inr("140000.00"))),
            coded(line("Mobilisation and return", "120", "km", inr("30.00"), inr("3600.00")))]}],
        "subtotal": inr("143600.00"), "taxes": taxes("12924.00"), "total": inr("169448.00"),
        "payments": [{"label": "Advance, receipt voucher RV-0031", "amount": inr("84724.00")}],
        "balance": inr("84724.00"),
        "payment_instructions": ["NEFT: Sahyadri Crane Services, account 0000 1234 5678, IFSC EXMP0000123"]
    })
}

pub fn pune_receipt() -> Value {
    json!({
        "meta": meta("RV-0031"), "kind": "RECEIPT_VOUCHER", "company": sahyadri(), "customer": customer(),
        "received_at": {"moment": "2026-02-20T12:04:31+05:30", "zone": "Asia/Kolkata"},
        "method": "NEFT", "amount": inr("84724.00"), "taxes": taxes("6462.00"),
        "references": [{"label": "Quote", "value": "SCS/Q/2026/0071"}], "balance": inr("84724.00")
    })
}
