//! Moving: hourly.

use kernel::money::{Rate, Ratio};

use super::hourly_rate::hourly_rate;
use super::travel::{Travel, travel};
use super::{crew, day_class, truck, weight};
use crate::pricing::category::Category;
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::input::{HourlyInput, MoveInput, MoveService};
use crate::pricing::limits::share;
use crate::pricing::sheet::{Draft, Scenario, Sheet};
use crate::pricing::tariff::DayClass;
use crate::pricing::unit::Unit;
use crate::pricing::validator::{FlagCode, FlagLevel};

/// Labour and travel by the clock (QUO-8 to QUO-10).
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput, hourly: &HourlyInput) -> Result<(), PricingError> {
    let movers = movers(sheet, work, hourly)?;
    let trucks = trucks(sheet, work, hourly)?;
    check_hours(sheet, hourly);
    let class = day_class(sheet.tariff, sheet.part.service_date);
    let (rule_key, rate) = hourly_rate(sheet, movers, trucks, class)?;
    let travel = travel(sheet, hourly)?;
    let (labour_hours, travel_hours) = billed_hours(sheet, work, hourly, class, &travel)?;
    let truck_hours = labour_hours.value.plus(travel_hours.value)?;

    let labour = Draft::new(sheet, Category::Labour, "move.labour", labour_hours, rate.clone());
    sheet.put(labour.by(&rule_key).suffix("labour"))?;
    match travel {
        Travel::Timed { rule_key, .. } => {
            let line = Draft::new(sheet, Category::Travel, "move.travel", travel_hours, rate);
            sheet.put(line.by(&rule_key))?;
        }
        Travel::Priced { rule_key, quantity, price } => {
            let line = Draft::new(sheet, Category::Travel, "move.travel", quantity, price);
            sheet.put(line.by(&rule_key))?;
        }
        Travel::Nothing | Travel::OnTheClock { .. } => {}
    }
    truck::price(sheet, work, hourly, trucks, truck_hours)
}

/// Hours of labour and of travel: minutes are added and rounded up once; travel shows its own time
/// rounded up and labour the rest; then the minimum.
fn billed_hours(
    sheet: &Sheet,
    work: &MoveInput,
    hourly: &HourlyInput,
    class: DayClass,
    travel: &Travel,
) -> Result<(Node, Node), PricingError> {
    let settings = &sheet.tariff.settings;
    if settings.billing_step_minutes == 0 {
        return Err(sheet.rate_missing("billing step"));
    }
    let up = Rounding::UpTo { step: settings.billing_step_minutes.into() };
    let mut labour = labour_minutes(sheet, work, hourly)?;
    let mut driving = Node::given("move.travel_minutes", 0_i64, Unit::Minute);
    match travel {
        Travel::Timed { minutes, .. } => driving = minutes.clone(),
        Travel::OnTheClock { driving, breaks } => {
            let clock = Node::sum("move.clock", Unit::Minute, vec![labour, driving.clone()])?;
            labour = Node::difference("move.clock_minutes", Unit::Minute, clock, vec![breaks.clone()])?;
        }
        Travel::Priced { .. } | Travel::Nothing => {}
    }
    let minimum = match class {
        DayClass::Weekday => settings.minimum_minutes.weekday,
        DayClass::Weekend => settings.minimum_minutes.weekend,
        DayClass::Peak => settings.minimum_minutes.peak,
        DayClass::Holiday => settings.minimum_minutes.holiday,
    };
    let minimum = Node::given("tariff.minimum_minutes", minimum, Unit::Minute);
    let together = vec![labour, driving.clone()];
    let mut together = Node::sum("move.minutes", Unit::Minute, together)?.rounded(up)?;
    if settings.minimum_includes_travel {
        together = Node::larger("move.minutes", Unit::Minute, together, minimum.clone());
    }
    let shown_travel = Node::sum("move.travel_minutes", Unit::Minute, vec![driving])?.rounded(up)?;
    let mut shown_labour = Node::difference("move.labour_minutes", Unit::Minute, together, vec![shown_travel.clone()])?;
    if !settings.minimum_includes_travel {
        shown_labour = Node::larger("move.labour_minutes", Unit::Minute, shown_labour, minimum);
    }
    Ok((hours("move.labour_hours", shown_labour)?, hours("move.travel_hours", shown_travel)?))
}

fn labour_minutes(sheet: &Sheet, work: &MoveInput, hourly: &HourlyInput) -> Result<Node, PricingError> {
    let time = hourly.labour;
    let minutes = match sheet.scenario {
        Scenario::Expected => time.minutes,
        Scenario::Low => time.low_minutes.unwrap_or(time.minutes),
        Scenario::High => time.high_minutes.unwrap_or(time.minutes),
    };
    let minutes = Node::given("move.labour_minutes", minutes, Unit::Minute);
    let settings = &sheet.tariff.settings;
    let share: Rate = match work.service {
        MoveService::LoadOnly => settings.load_only,
        MoveService::UnloadOnly => settings.unload_only,
        MoveService::Storage => settings.storage_move,
        MoveService::Full | MoveService::LabourOnly | MoveService::PackingOnly => return Ok(minutes),
    };
    let share = Node::given("tariff.service_share", share.to_ratio(), Unit::Share);
    Ok(Node::product("move.labour_minutes", Unit::Minute, vec![minutes, share])?)
}

pub(super) fn hours(label: &str, minutes: Node) -> Result<Node, PricingError> {
    let hour = Node::given("constant.minutes_of_an_hour", 60_i64, Unit::Minute);
    Ok(Node::quotient(label, Unit::Hour, minutes, hour)?)
}

/// The crew given, checked against the need, or the need itself.
fn movers(sheet: &mut Sheet, work: &MoveInput, hourly: &HourlyInput) -> Result<u32, PricingError> {
    let by_weight = weight(sheet, work).ok().map(|weight| crew::by_weight(weight.value));
    let by_articles = crew::by_articles(&work.articles);
    match hourly.movers {
        Some(given) => {
            if by_weight.is_some_and(|need| given < need) {
                sheet.flag(FlagCode::P05, FlagLevel::Warn, "move.crew_below_formula");
            }
            if given < by_articles {
                sheet.flag(FlagCode::P05, FlagLevel::Block, "move.crew_below_article");
            }
            Ok(given)
        }
        None => match by_weight {
            Some(need) => Ok(need.max(by_articles)),
            None => Err(sheet.input_missing("movers")),
        },
    }
}

fn trucks(sheet: &Sheet, work: &MoveInput, hourly: &HourlyInput) -> Result<u32, PricingError> {
    match (hourly.trucks, work.service) {
        (Some(given), _) => Ok(given),
        (None, MoveService::LabourOnly | MoveService::PackingOnly) => Ok(0),
        (None, _) => match weight(sheet, work) {
            Ok(weight) => Ok(crew::trucks(weight.value)),
            Err(_) => Err(sheet.input_missing("trucks")),
        },
    }
}

fn check_hours(sheet: &mut Sheet, hourly: &HourlyInput) {
    let Some(formula) = hourly.formula_minutes.map(Ratio::from) else { return };
    let given = Ratio::from(hourly.labour.minutes);
    let checks = &sheet.quote.checks;
    if given < share(checks.least_hours, formula) || given > share(checks.most_hours, formula) {
        sheet.flag(FlagCode::P04, FlagLevel::Approval, "move.hours_far_from_formula");
    }
}
