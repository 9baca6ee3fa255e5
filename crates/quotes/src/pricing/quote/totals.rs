//! Quote: totals.

use kernel::money::tax::{SupplyPlaces, TaxClass, TaxDecider};
use kernel::money::{Currency, Money, Ratio, UnitPrice};

use super::deposit::deposit;
use super::discounts;
use super::parts::{price_parts, quote_invalid};
use super::taxes::{self, Taxable};
use crate::pricing::category::Category;
use crate::pricing::derivation::{Derivation, Node};
use crate::pricing::error::PricingError;
use crate::pricing::input::PricingInput;
use crate::pricing::priced::{Priced, PricedLine};
use crate::pricing::sheet::{Entry, Scenario, Sheet};
use crate::pricing::tariff::TariffVersion;
use crate::pricing::unit::Unit;
use crate::pricing::validator::{self, Flag, FlagCode, FlagLevel};

/// Raised whenever the same input can give another price.
const ENGINE_VERSION: &str = "2";

pub(super) fn total(
    input: &PricingInput,
    tariffs: &[TariffVersion],
    taxes: &dyn TaxDecider,
    scenario: Scenario,
) -> Result<Priced, Vec<PricingError>> {
    let sheets = price_parts(input, tariffs, scenario)?;
    assemble(input, &sheets, taxes).map_err(|error| vec![error])
}

/// A line that exists only because of the totals: a top-up or a rounding.
struct Extra {
    line: PricedLine,
    node: Node,
}

fn assemble(input: &PricingInput, sheets: &[Sheet], taxes: &dyn TaxDecider) -> Result<Priced, PricingError> {
    let currency = input.currency;
    // One order for every input that says the same: ties of a split go to the earlier line.
    let mut entries: Vec<Entry> = sheets.iter().flat_map(|sheet| sheet.entries.iter().cloned()).collect();
    entries.sort_by(|a, b| {
        let key = |entry: &Entry| (entry.line.category, entry.line.key.clone());
        key(a).cmp(&key(b))
    });
    let discounted = discounts::apply(input, &mut entries)?;
    let nets: Vec<(&Entry, Node)> =
        entries.iter().zip(discounted.net).filter_map(|(entry, net)| Some((entry, net?))).collect();
    let (top_ups, below_minimum) = top_ups(input, sheets, &nets)?;

    let mut taxable: Vec<Taxable> = Vec::with_capacity(nets.len() + top_ups.len());
    for (entry, net) in &nets {
        taxable.push(Taxable {
            key: entry.line.key.clone(),
            class: entry.line.tax_class,
            places: places(input, &entry.line.part),
            net,
        });
    }
    for extra in &top_ups {
        taxable.push(Taxable {
            key: extra.line.key.clone(),
            class: extra.line.tax_class,
            places: places(input, &extra.line.part),
            net: &extra.node,
        });
    }
    let (answer, tax_nodes, mut flags) = taxes::ask(input, &taxable, taxes)?;
    drop(taxable);

    let gross = Money::sum(nets.iter().map(|(entry, _)| entry.line.amount), currency)?;
    let discount = Money::sum(nets.iter().map(|(entry, _)| entry.line.discount), currency)?;
    let net_nodes = nets.into_iter().map(|(_, net)| net);
    let subtotal_parts = net_nodes.chain(top_ups.iter().map(|extra| extra.node.clone())).collect();
    let subtotal = Node::sum("subtotal", Unit::Money, subtotal_parts)?.named("subtotal").shown(true);
    let subtotal_amount = Money::from_major(subtotal.value, currency)?;
    let mut parts = vec![subtotal];
    parts.extend(tax_nodes);
    let unrounded = Node::sum("total", Unit::Money, parts)?.named("total").shown(true);
    let (total, rounding) = rounded_total(sheets, unrounded, currency)?;

    let deposit = deposit(input, sheets, &total)?;
    let mut lines: Vec<PricedLine> = entries.into_iter().map(|entry| entry.line).collect();
    lines.extend(top_ups.into_iter().map(|extra| extra.line));
    lines.extend(rounding);
    let mut beside = discounted.beside;
    beside.extend(sheets.iter().flat_map(|sheet| sheet.beside.iter().cloned()));
    let deposit_amount = Money::from_major(deposit.node.value, currency)?;
    beside.push(deposit.node);

    let mut alternatives: Vec<_> = sheets.iter().flat_map(|sheet| sheet.alternatives.clone()).collect();
    alternatives.sort_by(|a, b| (&a.part, &a.subject, a.amount.minor()).cmp(&(&b.part, &b.subject, b.amount.minor())));
    let mut printed_rates: Vec<_> = sheets.iter().flat_map(|sheet| sheet.printed_rates.clone()).collect();
    printed_rates.sort_by(|a, b| (&a.description_key, &a.subject).cmp(&(&b.description_key, &b.subject)));
    printed_rates.dedup();
    flags.extend(sheets.iter().flat_map(|sheet| sheet.flags.clone()));
    let mut block = |excessive: bool, reason| {
        if excessive {
            flags.push(Flag::new(FlagCode::P02, FlagLevel::Block, "", reason));
        }
    };
    block(discounted.excessive, "quote.discount_above_subtotal");
    block(deposit.above_total, "quote.deposit_above_total");
    if below_minimum && input.without_minimum {
        flags.push(Flag::new(FlagCode::P15, FlagLevel::Approval, "", "quote.below_minimum_amount"));
    }
    let mut priced = Priced {
        engine_version: ENGINE_VERSION.to_owned(),
        currency,
        lines,
        gross,
        discount,
        subtotal: subtotal_amount,
        taxes: answer.taxes,
        tax_notes: answer.notes,
        total: Money::from_major(total.value, currency)?,
        deposit: deposit_amount,
        low_total: None,
        high_total: None,
        margin: margin(input, subtotal_amount)?,
        flags,
        printed_rates,
        alternatives,
        derivation: Derivation { currency, total, beside },
    };
    validator::check(input, &mut priced)?;
    Ok(priced)
}

fn places<'a>(input: &'a PricingInput, part: &str) -> &'a SupplyPlaces {
    const NOWHERE: &SupplyPlaces = &SupplyPlaces {
        origin: None,
        destinations: Vec::new(),
        site: None,
        handover: None,
        storage: None,
        part_of_longer_movement: false,
        rental_over_three_months: false,
    };
    input.parts.iter().find(|candidate| candidate.key == part).map_or(NOWHERE, |part| &part.places)
}

/// What is missing to each tariff's minimum amount (QUO-18), and whether anything was.
fn top_ups(
    input: &PricingInput,
    sheets: &[Sheet],
    nets: &[(&Entry, Node)],
) -> Result<(Vec<Extra>, bool), PricingError> {
    let mut extras = Vec::new();
    let mut below = false;
    let mut sorted: Vec<&Sheet> = sheets.iter().collect();
    sorted.sort_by(|a, b| a.part.key.cmp(&b.part.key));
    for sheet in sorted {
        let Some(minimum) = sheet.tariff.settings.minimum_amount else { continue };
        let own = nets.iter().filter(|(entry, _)| entry.line.part == sheet.part.key);
        let own = own.map(|(_, net)| Node::same_as(net)).collect();
        let reached = Node::sum("top_up.reached", Unit::Money, own)?;
        if reached.value >= minimum.to_ratio() {
            continue;
        }
        below = true;
        if input.without_minimum {
            continue;
        }
        let key = format!("{}/minimum", sheet.part.key);
        let minimum = Node::given("tariff.minimum_amount", minimum.to_ratio(), Unit::Money);
        let node = Node::difference("quote.top_up", Unit::Money, minimum, vec![reached])?
            .to_minor(input.currency)?
            .named(format!("line:{key}"))
            .shown(true);
        let class = sheet.part.work.tax_class();
        let line = extra_line(input.currency, &key, &sheet.part.key, Category::TopUp, class, "quote.top_up", &node)?;
        extras.push(Extra { line, node });
    }
    Ok((extras, below))
}

/// The total, rounded to the major unit by a line of its own where a tariff says so (QUO-32).
fn rounded_total(
    sheets: &[Sheet],
    unrounded: Node,
    currency: Currency,
) -> Result<(Node, Option<PricedLine>), PricingError> {
    let wanted = sheets.iter().any(|sheet| sheet.tariff.settings.round_total_to_major);
    let difference = unrounded.value.rounded_to(0)?.minus(unrounded.value)?;
    if !wanted || difference.is_zero() {
        return Ok((unrounded, None));
    }
    let exact = unrounded.named("total_before_rounding");
    let whole = crate::pricing::derivation::Rounding::HalfUp { places: 0 };
    let rounded = Node::sum("quote.rounded_total", Unit::Money, vec![Node::same_as(&exact)])?.rounded(whole)?;
    let rounding = Node::difference("quote.rounding", Unit::Money, rounded, vec![Node::same_as(&exact)])?;
    let class = TaxClass::OutOfScope;
    let line = extra_line(currency, "rounding", "", Category::Rounding, class, "quote.rounding", &rounding)?;
    let total = Node::sum("total", Unit::Money, vec![exact, rounding])?.named("total").shown(true);
    Ok((total, Some(line)))
}

fn extra_line(
    currency: Currency,
    key: &str,
    part: &str,
    category: Category,
    tax_class: TaxClass,
    description: &str,
    node: &Node,
) -> Result<PricedLine, PricingError> {
    let amount = Money::from_major(node.value, currency)?;
    Ok(PricedLine {
        key: key.to_owned(),
        part: part.to_owned(),
        rule: None,
        category,
        tax_class,
        description_key: description.to_owned(),
        subject: None,
        quantity: Ratio::ONE,
        unit: Unit::Number,
        unit_price: UnitPrice::nearest(node.value)?,
        computed_unit_price: None,
        computed: amount,
        amount,
        discount: Money::zero(currency),
        net: amount,
        option: None,
        selected: true,
        discountable: false,
        commissionable: false,
        public: true,
    })
}

fn margin(input: &PricingInput, subtotal: Money) -> Result<Option<Ratio>, PricingError> {
    match input.planned_cost {
        Some(cost) if cost.currency() != input.currency => Err(quote_invalid("planned_cost", "is in another currency")),
        Some(cost) if !subtotal.is_zero() => {
            Ok(Some(subtotal.checked_sub(cost)?.to_ratio().over(subtotal.to_ratio())?))
        }
        _ => Ok(None),
    }
}
