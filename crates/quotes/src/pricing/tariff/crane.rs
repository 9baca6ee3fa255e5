//! Tariff: crane.

use kernel::money::{Factor, Rate, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DayOfWeek;

/// Order type of a crane hire, by its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderType {
    /// A few days, by the hour.
    Micro,
    /// Up to a month, by the hour.
    Small,
    /// By the month of 26 working days.
    Monthly,
    /// By the year of 312 working days.
    Yearly,
}

impl OrderType {
    /// Every type, shortest first.
    pub const ALL: [OrderType; 4] = [Self::Micro, Self::Small, Self::Monthly, Self::Yearly];
}

/// Rates of a machine, own or of its class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MachineRates {
    /// Price of an hour in a micro order.
    pub micro_hour: Option<UnitPrice>,
    /// Price of an hour in a small order.
    pub small_hour: Option<UnitPrice>,
    /// Price of a month.
    pub month: Option<UnitPrice>,
    /// Price of a year.
    pub year: Option<UnitPrice>,
    /// Running cost of a kilometre on the way to the site and back.
    pub running_km: Option<UnitPrice>,
}

impl MachineRates {
    /// The rate of an order type: an hour's, a month's or a year's.
    pub fn of(&self, order_type: OrderType) -> Option<UnitPrice> {
        match order_type {
            OrderType::Micro => self.micro_hour,
            OrderType::Small => self.small_hour,
            OrderType::Monthly => self.month,
            OrderType::Yearly => self.year,
        }
    }
}

/// Rates of a machine class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MachineRateRule {
    /// The class.
    pub class: String,
    /// Its rates.
    pub rates: MachineRates,
    /// Nominal capacity in tonnes; chooses the minimum hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_tonnes: Option<Ratio>,
}

/// How a yearly order is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum YearlyCount {
    /// Each started month is a twelfth of the yearly rate, as it is invoiced.
    #[default]
    Month,
    /// Each day is 1/312.
    Day,
    /// Each started year in full.
    Year,
}

/// How the length of an order chooses its rates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PeriodPolicy {
    /// The type whose band holds the days.
    #[default]
    Band,
    /// The cheapest combination of micro days, months and years.
    Cheapest,
}

/// What the risk and usage percentages are taken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PremiumBase {
    /// One monthly rate of each machine, whatever the length.
    #[default]
    MonthlyRate,
    /// The working cost.
    WorkingCost,
}

/// Lengths of the order types in working days; each begins the day after the one before it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrderBands {
    /// Last day of MICRO.
    pub micro_days: u32,
    /// Last day of SMALL.
    pub small_days: u32,
    /// Last day of MONTHLY.
    pub monthly_days: u32,
    /// Last day of YEARLY.
    pub yearly_days: u32,
}

impl Default for OrderBands {
    fn default() -> Self {
        Self { micro_days: 10, small_days: 25, monthly_days: 365, yearly_days: 3_650 }
    }
}

/// Factors and amounts of crane orders; the defaults are those the trade in India started from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CraneTerms {
    /// Lengths of the order types.
    pub bands: OrderBands,
    /// Working days of a month.
    pub month_days: u32,
    /// Working days of a year.
    pub year_days: u32,
    /// Hours of one shift.
    pub shift_hours: Ratio,
    /// Factor of a double shift.
    pub double_shift: Factor,
    /// Factor of night work.
    pub night: Factor,
    /// Factor of Sunday work.
    pub sunday: Factor,
    /// Factor of hours above the shift in MICRO and SMALL.
    pub overtime: Factor,
    /// Factor of hours above the included ones in MONTHLY and YEARLY.
    pub overage: Factor,
    /// How a yearly order is counted.
    pub yearly_count: YearlyCount,
    /// How the length chooses the rates.
    pub period_policy: PeriodPolicy,
    /// Food for one person and month.
    pub food_month: UnitPrice,
    /// Accommodation for one person and month.
    pub lodging_month: UnitPrice,
    /// Premium for medium risk.
    pub risk_medium: Rate,
    /// Premium for high risk.
    pub risk_high: Rate,
    /// Premium for medium usage.
    pub usage_medium: Rate,
    /// Premium for heavy usage.
    pub usage_heavy: Rate,
    /// What both premiums are taken of.
    pub premium_base: PremiumBase,
    /// Amounts of the three incidentals.
    pub incidentals: [UnitPrice; 3],
    /// Amount of one rigger.
    pub rigger: UnitPrice,
    /// Amount of one helper.
    pub helper: UnitPrice,
    /// Amount for a difficult area.
    pub area: UnitPrice,
    /// Amount for bad ground or condition.
    pub condition: UnitPrice,
    /// Amount for the customer's reputation.
    pub reputation: UnitPrice,
    /// Premium on everything for a credit deal.
    pub credit: Rate,
    /// Premium on everything for a long credit deal.
    pub long_credit: Rate,
    /// Part paid ahead of MICRO and SMALL orders in an advance deal.
    pub advance: Rate,
    /// The minimum hours of hire by the clock hold for MICRO and SMALL days too.
    pub minimum_hours: bool,
}

impl Default for CraneTerms {
    fn default() -> Self {
        const fn rupees(amount: i64) -> UnitPrice {
            UnitPrice::from_hundredths(amount * 100)
        }
        Self {
            bands: OrderBands::default(),
            month_days: 26,
            year_days: 312,
            shift_hours: Ratio::whole(8),
            double_shift: Factor::tenths(18),
            night: Factor::tenths(13),
            sunday: Factor::ONE,
            overtime: Factor::ONE,
            overage: Factor::tenths(15),
            yearly_count: YearlyCount::default(),
            period_policy: PeriodPolicy::default(),
            food_month: rupees(2_500),
            lodging_month: rupees(4_000),
            risk_medium: Rate::percent(10),
            risk_high: Rate::percent(20),
            usage_medium: Rate::percent(20),
            usage_heavy: Rate::percent(50),
            premium_base: PremiumBase::default(),
            incidentals: [rupees(5_000), rupees(10_000), rupees(15_000)],
            rigger: rupees(40_000),
            helper: rupees(12_000),
            area: UnitPrice::ZERO,
            condition: UnitPrice::ZERO,
            reputation: UnitPrice::ZERO,
            credit: Rate::ZERO,
            long_credit: Rate::ZERO,
            advance: Rate::percent(50),
            minimum_hours: false,
        }
    }
}

/// Price of an hour of a machine class hired by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HireRateRule {
    /// The class.
    pub class: String,
    /// Nominal capacity in tonnes; chooses the minimum hours.
    pub capacity_tonnes: Ratio,
    /// Price of an ordinary hour.
    pub hour: UnitPrice,
}

/// Price of an hour of a rigger or helper by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HireCrewRule {
    /// RIGGER, HELPER and so on.
    pub role: String,
    /// Price of an ordinary hour of one person.
    pub hour: UnitPrice,
}

/// Least hours up to a capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MinimumHours {
    /// Up to this capacity; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_tonnes: Option<Ratio>,
    /// Least billed hours of a call.
    pub hours: Ratio,
}

/// Ordinary hours, overtime and minimums of hire by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HireClockRule {
    /// Days with ordinary hours.
    pub ordinary_days: Vec<DayOfWeek>,
    /// Begin of the ordinary hours, minutes after midnight.
    pub ordinary_from_minute: u32,
    /// End of the ordinary hours, minutes after midnight.
    pub ordinary_to_minute: u32,
    /// Factor outside the ordinary hours.
    pub overtime: Factor,
    /// Factor on Sundays and holidays.
    pub sunday: Factor,
    /// The clock is rounded up to a multiple of this.
    pub step_minutes: u32,
    /// Least hours by capacity, smallest first.
    pub minimums: Vec<MinimumHours>,
    /// Least hours of each day a machine is left on site.
    pub standing_hours: Ratio,
}

impl Default for HireClockRule {
    fn default() -> Self {
        let minimum = |up_to: Option<i64>, hours| MinimumHours {
            up_to_tonnes: up_to.map(Ratio::whole),
            hours: Ratio::whole(hours),
        };
        use DayOfWeek::{Friday, Monday, Thursday, Tuesday, Wednesday};
        Self {
            ordinary_days: vec![Monday, Tuesday, Wednesday, Thursday, Friday],
            ordinary_from_minute: 7 * 60,
            ordinary_to_minute: 15 * 60 + 30,
            overtime: Factor::tenths(15),
            sunday: Factor::tenths(20),
            step_minutes: 15,
            minimums: vec![minimum(Some(17), 2), minimum(Some(125), 4), minimum(None, 8)],
            standing_hours: Ratio::whole(8),
        }
    }
}

/// How a rental's length is turned into periods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RentalPolicy {
    /// The cheapest combination that covers the days.
    #[default]
    Cheapest,
    /// The longest period that fits, as often as needed.
    Single,
}

/// Price of one rental period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PeriodPrice {
    /// Length in days.
    pub days: u32,
    /// Price of the period.
    pub price: UnitPrice,
}

/// Prices of a class by rental period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RentalPeriodRule {
    /// The class.
    pub class: String,
    /// Periods and prices.
    pub periods: Vec<PeriodPrice>,
    /// How they are combined.
    #[serde(default)]
    pub policy: RentalPolicy,
    /// Damage waiver on the rent, where offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Rate>,
    /// Minutes beyond a full day that start no new day.
    #[serde(default = "one_hour")]
    pub grace_minutes: u32,
}

const fn one_hour() -> u32 {
    60
}
