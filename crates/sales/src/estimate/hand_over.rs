//! What a quote takes over from an estimate: published in `sales_v_estimate`, so that quotes need not know the formula.

use kernel::money::{MoneyError, Ratio};
use serde_json::{Value, json};

use super::{
    codes::{PackedBy, StopRole},
    formula::{Figures, Outputs, Service},
    sheet::Sheet,
};

fn up(minutes: Ratio) -> i128 {
    minutes.ceil().max(0)
}

/// Which part of a move the quote prices.
fn move_service(service: &Service) -> &'static str {
    match (service.load_percent, service.unload_percent) {
        _ if service.code.starts_with("STORAGE") => "STORAGE",
        (0, 0) => "PACKING_ONLY",
        (_, 0) => "LOAD_ONLY",
        (0, _) => "UNLOAD_ONLY",
        _ if !service.needs_truck => "LABOUR_ONLY",
        _ => "FULL",
    }
}

/// Labour of the whole job: quotes take a service's share of it by the tariff.
fn whole_job(service: &Service, labour: Ratio) -> Result<Ratio, MoneyError> {
    match move_service(service) {
        "LOAD_ONLY" | "UNLOAD_ONLY" | "STORAGE" => {
            labour.times(Ratio::whole(100))?.over((service.load_percent + service.unload_percent).into())
        }
        _ => Ok(labour),
    }
}

/// The estimate in the words of a move's price.
pub fn of(
    figures: &Figures,
    service: &Service,
    sheet: &Sheet,
    distance_km: Option<i32>,
    outputs: &Outputs,
) -> Result<Value, MoneyError> {
    let whole = |minutes| whole_job(service, minutes).map(up);
    let driving = Ratio::from(outputs.driving_minutes);
    let less_driving =
        |minutes: u32| -> Result<i128, MoneyError> { whole(Ratio::from(minutes).minus(driving)?.max(Ratio::ZERO)) };
    let stated = sheet.items().filter(|i| i.going > 0).filter_map(|i| Some((i, i.weight_lb?)));
    let heavy = stated.filter(|(_, lb)| i64::from(*lb) > i64::from(figures.crew.heavy_over_lb));
    let heavy: Vec<Value> =
        heavy.map(|(i, lb)| json!({"name": i.name, "weight_lb": lb.to_string(), "count": i.going})).collect();
    let carton = |c: &super::sheet::Carton| {
        let packed = if c.packed_by == PackedBy::Carrier { c.quantity } else { 0 };
        let unpacked = if c.unpacked { c.quantity } else { 0 };
        (packed + unpacked > 0)
            .then(|| json!({"material": c.material, "supplied": packed, "packed": packed, "unpacked": unpacked}))
    };
    let stop = |s: &super::sheet::Stop| {
        let mut address = json!(s.address);
        address["floor"] = json!(s.floor);
        address["elevator"] = json!(s.elevator);
        if let Some(notes) = &s.notes {
            address["note"] = json!(notes);
        }
        let role = match s.role {
            StopRole::Pickup => "PICKUP",
            StopRole::Dropoff => "DROPOFF",
            StopRole::Storage => "STORAGE",
        };
        json!({"role": role, "address": address})
    };
    let labour = whole(outputs.labour_minutes)?;
    Ok(json!({
        "service": move_service(service),
        "movers": outputs.movers, "trucks": outputs.trucks,
        "labour": {"minutes": labour, "low_minutes": less_driving(outputs.low_minutes)?.min(labour),
            "high_minutes": less_driving(outputs.high_minutes)?.max(labour)},
        "volume_cuft": outputs.volume_cuft, "weight_lb": outputs.weight_lb,
        "driving_minutes": outputs.driving_minutes, "distance_km": distance_km,
        "articles": heavy,
        "packing": sheet.cartons.iter().filter_map(carton).collect::<Vec<_>>(),
        "stops": sheet.stops.iter().map(stop).collect::<Vec<_>>(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_handed_over_as_the_whole_job_that_the_tariff_takes_it_of() {
        let load = Service { code: "LOAD_ONLY".into(), load_percent: 65, unload_percent: 0, needs_truck: true };
        let labour: Ratio = "191.1".parse().expect("minutes");
        assert_eq!(whole_job(&load, labour).expect("minutes"), Ratio::whole(294));
        let hands = Service { code: "LABOUR_ONLY".into(), load_percent: 65, unload_percent: 35, needs_truck: false };
        assert_eq!((move_service(&hands), whole_job(&hands, labour).expect("minutes")), ("LABOUR_ONLY", labour));
    }
}
