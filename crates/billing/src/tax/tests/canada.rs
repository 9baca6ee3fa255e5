//! Tests: canada.

use proptest::prelude::*;

use super::*;

#[test]
fn example_1_a_local_move_in_toronto() {
    assert_eq!(canadian_taxes(vec![freight(66_025, "ON", "ON")]), ["HST 85.83"]);
}

#[test]
fn example_2_freight_by_destination_boxes_and_storage_in_toronto() {
    let lines = || {
        let boxes = handed_over(TaxClass::Goods, 8_988, "ON");
        let places = SupplyPlaces { storage: Some(at("ON")), ..Default::default() };
        vec![freight(485_000, "ON", "NS"), boxes, line("storage", TaxClass::Storage, 12_500, places)]
    };
    assert_eq!(canadian_taxes(lines()), ["HST 679.00", "HST 27.93"]);
    let answer = ask(&canadian(), &question(lines())).unwrap();
    let ontario = answer.taxes.iter().find(|tax| tax.jurisdiction == "CA-ON").unwrap();
    let shares: Vec<String> = ontario.shares.iter().map(|share| share.amount.amount_text()).collect();
    assert_eq!((ontario.base.amount_text(), shares), ("214.88".into(), vec!["11.68".into(), "16.25".into()]));
}

#[test]
fn example_2_the_same_freight_to_other_places() {
    let to = |from, destination| canadian_taxes(vec![freight(124_000, from, destination)]);
    assert_eq!(to("QC", "ON"), ["HST 161.20"]);
    assert_eq!(to("QC", "NS"), ["HST 173.60"]);
    assert_eq!(to("QC", "NB"), ["HST 186.00"]);
    assert_eq!(to("ON", "QC"), ["GST 62.00"]);
    let abroad = SupplyPlaces::between(at("ON"), Place::new("US", "NY"));
    let abroad = question(vec![line("freight", TaxClass::Freight, 124_000, abroad)]);
    let answer = ask(&canadian(), &abroad).unwrap();
    assert_eq!(answer.taxes, []);
    assert_eq!(answer.notes, [TaxNote::ZeroRated { line: "freight".into() }]);
}

#[test]
fn example_3_inside_quebec() {
    assert_eq!(canadian_taxes(vec![freight(124_000, "QC", "QC")]), ["GST 62.00", "QST 123.69"]);
    let mut leg = freight(124_000, "QC", "QC");
    leg.places.part_of_longer_movement = true;
    assert_eq!(canadian_taxes(vec![leg]), ["GST 62.00"]);
}

#[test]
fn example_4_provincial_tax_on_boxes_only() {
    let boxes = line("boxes", TaxClass::Material, 5_394, SupplyPlaces::between(at("BC"), at("BC")));
    assert_eq!(canadian_taxes(vec![freight(90_300, "BC", "BC"), boxes]), ["GST 47.85", "PST 3.78"]);
    assert_eq!(canadian_taxes(vec![handed_over(TaxClass::Goods, 12_000, "SK")]), ["GST 6.00", "PST 7.20"]);
    assert_eq!(canadian_taxes(vec![handed_over(TaxClass::Goods, 12_000, "MB")]), ["GST 6.00", "RST 8.40"]);
}

#[test]
fn example_5_the_rate_is_that_of_the_tax_date() {
    let on = |tax_date| taxes(&canadian(), &TaxQuestion { tax_date, ..question(vec![freight(200_000, "ON", "NS")]) });
    assert_eq!(on(date(2025, 3, 31)), ["HST 300.00"]);
    assert_eq!(on(date(2025, 4, 1)), ["HST 280.00"]);
}

#[test]
fn bil_16_the_rates_before() {
    let on = |province, tax_date| {
        taxes(&canadian(), &TaxQuestion { tax_date, ..question(vec![freight(100_000, province, province)]) })
    };
    assert_eq!(on("AB", date(2007, 12, 31)), ["GST 60.00"]);
    assert_eq!(on("AB", date(2008, 1, 1)), ["GST 50.00"]);
    assert_eq!(on("NB", date(2016, 6, 30)), ["HST 130.00"]);
    assert_eq!(on("NL", date(2016, 7, 1)), ["HST 150.00"]);
    assert_eq!(on("PE", date(2016, 9, 30)), ["HST 140.00"]);
    assert_eq!(on("PE", date(2016, 10, 1)), ["HST 150.00"]);
    let boxes = |province, tax_date| {
        let lines = vec![handed_over(TaxClass::Goods, 10_000, province)];
        taxes(&canadian(), &TaxQuestion { tax_date, ..question(lines) })[1].clone()
    };
    assert_eq!(boxes("SK", date(2017, 3, 22)), "PST 5.00");
    assert_eq!(boxes("SK", date(2017, 3, 23)), "PST 6.00");
    assert_eq!(boxes("MB", date(2019, 6, 30)), "RST 8.00");
    assert_eq!(boxes("MB", date(2019, 7, 1)), "RST 7.00");
}

#[test]
fn example_8_tax_is_taken_of_the_summed_base() {
    let third = |key: &str| TaxableLine { key: key.into(), ..freight(3_333, "ON", "ON") };
    let lines = vec![third("a"), third("b"), third("c")];
    let answer = ask(&canadian(), &question(lines)).unwrap();
    let hst = &answer.taxes[0];
    let shares: Vec<i64> = hst.shares.iter().map(|share| share.amount.minor()).collect();
    assert_eq!((hst.amount.minor(), shares), (1_300, vec![434, 433, 433]));
}

#[test]
fn example_9_each_payer_pays_tax_on_the_own_base() {
    let employer = canadian_taxes(vec![freight(129_500, "ON", "ON")]);
    let customer = canadian_taxes(vec![
        freight(55_500, "ON", "ON"),
        TaxableLine { key: "packing".into(), ..freight(35_000, "ON", "ON") },
    ]);
    assert_eq!((employer, customer), (vec!["HST 168.35".to_owned()], vec!["HST 117.65".to_owned()]));
}

#[test]
fn example_10_a_surcharge_follows_the_main_class() {
    let surcharge = line("surcharge", TaxClass::Surcharge, 1_310, SupplyPlaces::default());
    let lines = vec![freight(48_326, "ON", "ON"), surcharge];
    let answer = ask(&canadian(), &question(lines)).unwrap();
    let shares: Vec<i64> = answer.taxes[0].shares.iter().map(|share| share.amount.minor()).collect();
    assert_eq!(shares[1], 170);
}

#[test]
fn quotes_example_5_boxes_inside_a_move_in_british_columbia() {
    let boxes = line("boxes", TaxClass::Material, 17_968, SupplyPlaces::between(at("BC"), at("BC")));
    let found = canadian_taxes(vec![freight(309_500, "BC", "BC"), boxes]);
    assert_eq!(found, ["GST 163.73", "PST 12.58"]);
}

#[test]
fn quotes_examples_6_and_7_montreal_and_the_river() {
    assert_eq!(canadian_taxes(vec![freight(155_599, "QC", "QC")]), ["GST 77.80", "QST 155.21"]);
    assert_eq!(canadian_taxes(vec![freight(132_600, "QC", "QC")]), ["GST 66.30", "QST 132.27"]);
    assert_eq!(canadian_taxes(vec![freight(173_275, "ON", "QC")]), ["GST 86.64"]);
}

#[test]
fn quotes_example_8_to_halifax() {
    assert_eq!(canadian_taxes(vec![freight(128_242, "NB", "NS")]), ["HST 179.54"]);
}

#[test]
fn quotes_example_9_a_load_for_two_provinces_is_split_by_volume() {
    let destination = |province, share| Destination { place: at(province), share: Ratio::whole(share) };
    let places = SupplyPlaces {
        origin: Some(at("ON")),
        destinations: vec![destination("ON", 70), destination("NS", 30)],
        ..Default::default()
    };
    let found = canadian_taxes(vec![line("freight", TaxClass::Freight, 500_000, places)]);
    assert_eq!(found, ["HST 210.00", "HST 455.00"]);
}

#[test]
fn quotes_examples_17_to_19_cranes_and_rentals() {
    let site = |minor, province| line("crane", TaxClass::SiteWork, minor, SupplyPlaces::at_site(at(province)));
    assert_eq!(canadian_taxes(vec![site(555_260, "ON")]), ["HST 721.84"]);
    assert_eq!(canadian_taxes(vec![site(45_000, "AB")]), ["GST 22.50"]);
    assert_eq!(canadian_taxes(vec![handed_over(TaxClass::Rental, 202_800, "AB")]), ["GST 101.40"]);
}

#[test]
fn bil_16_a_long_rental_is_taxed_where_it_stays() {
    let mut rental = handed_over(TaxClass::Rental, 10_000, "BC");
    rental.places.site = Some(at("AB"));
    assert_eq!(canadian_taxes(vec![rental.clone()]), ["GST 5.00", "PST 7.00"]);
    rental.places.rental_over_three_months = true;
    assert_eq!(canadian_taxes(vec![rental]), ["GST 5.00"]);
}

#[test]
fn bil_16_saskatchewan_cranes_wait_for_the_sellers_decision() {
    let crane = || question(vec![line("crane", TaxClass::SiteWork, 10_000, SupplyPlaces::at_site(at("SK")))]);
    let problems = ask(&canadian(), &crane()).unwrap_err();
    assert!(matches!(problems[..], [TaxProblem::Undecided { .. }]));
    let decided = |pst| Seller { saskatchewan_crane_pst: Some(pst), ..canadian() };
    assert_eq!(taxes(&decided(true), &crane()), ["GST 5.00", "PST 6.00"]);
    assert_eq!(taxes(&decided(false), &crane()), ["GST 5.00"]);
}

proptest! {
    #[test]
    fn bil_15_shares_add_up_and_order_does_not_matter(amounts in proptest::collection::vec(1_i64..1_000_000, 1..12)) {
        let lines: Vec<_> = amounts
            .iter()
            .enumerate()
            .map(|(index, minor)| {
                let to = ["ON", "NS", "QC", "BC"][index % 4];
                TaxableLine { key: index.to_string(), ..freight(*minor, "QC", to) }
            })
            .collect();
        let forwards = canadian_taxes(lines.clone());
        let backwards = canadian_taxes(lines.into_iter().rev().collect());
        prop_assert_eq!(forwards, backwards);
    }
}
