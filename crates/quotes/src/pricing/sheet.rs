//! The sheet of one part: its lines with their derivations, and everything found on the way.

use kernel::money::tax::TaxClass;
use kernel::money::{Currency, Money, Ratio, UnitPrice};

use super::category::Category;
use super::derivation::{Node, RuleRef};
use super::error::PricingError;
use super::input::{LineAdjustment, OptionChoice, PartInput, PricingInput};
use super::priced::{Alternative, PricedLine, PrintedRate};
use super::tariff::TariffVersion;
use super::unit::Unit;
use super::validator::{Flag, FlagCode, FlagLevel};

/// Which end of the labour's range is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scenario {
    Expected,
    Low,
    High,
}

/// A line and the node of its amount.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub line: PricedLine,
    pub amount: Node,
    /// Exact price of a unit, for deposits by the hour.
    pub unit_price: Ratio,
}

/// A line before its amount is computed.
pub(super) struct Draft {
    pub rule_key: Option<String>,
    pub suffix: String,
    pub category: Category,
    pub tax_class: TaxClass,
    pub description: &'static str,
    pub subject: Option<String>,
    pub quantity: Node,
    pub price: Node,
    pub option: Option<OptionChoice>,
    pub discountable: bool,
    pub commissionable: bool,
    pub public: bool,
}

impl Draft {
    /// A line of the part's own class that everything applies to.
    pub fn new(sheet: &Sheet, category: Category, description: &'static str, quantity: Node, price: Node) -> Self {
        Self {
            rule_key: None,
            suffix: String::new(),
            category,
            tax_class: sheet.part.work.tax_class(),
            description,
            subject: None,
            quantity,
            price,
            option: None,
            discountable: true,
            commissionable: true,
            public: true,
        }
    }

    pub fn by(mut self, rule_key: &str) -> Self {
        self.rule_key = Some(rule_key.to_owned());
        self
    }

    /// Distinguishes lines of one rule.
    pub fn suffix(mut self, suffix: &str) -> Self {
        self.suffix = suffix.to_owned();
        self
    }

    pub fn about(mut self, subject: &str) -> Self {
        self.subject = Some(subject.to_owned());
        self
    }

    pub fn taxed_as(mut self, class: TaxClass) -> Self {
        self.tax_class = class;
        self
    }
}

/// Whether a name may stand in the keys of lines, which are put together with slashes.
pub(super) fn is_key(name: &str) -> bool {
    !name.is_empty() && !name.contains('/')
}

/// The sheet of one part.
pub(super) struct Sheet<'a> {
    pub quote: &'a PricingInput,
    pub part: &'a PartInput,
    pub tariff: &'a TariffVersion,
    pub scenario: Scenario,
    pub entries: Vec<Entry>,
    pub beside: Vec<Node>,
    pub errors: Vec<PricingError>,
    pub flags: Vec<Flag>,
    pub printed_rates: Vec<PrintedRate>,
    pub alternatives: Vec<Alternative>,
    /// Started months of each machine; none for types by the hour.
    pub machine_months: Vec<Option<i128>>,
}

impl<'a> Sheet<'a> {
    pub fn new(quote: &'a PricingInput, part: &'a PartInput, tariff: &'a TariffVersion, scenario: Scenario) -> Self {
        Self {
            quote,
            part,
            tariff,
            scenario,
            entries: Vec::new(),
            beside: Vec::new(),
            errors: Vec::new(),
            flags: Vec::new(),
            printed_rates: Vec::new(),
            alternatives: Vec::new(),
            machine_months: Vec::new(),
        }
    }

    pub fn currency(&self) -> Currency {
        self.quote.currency
    }

    /// Runs a step; its error is kept and the other steps go on, so that all are told at once.
    pub fn attempt(&mut self, step: impl FnOnce(&mut Self) -> Result<(), PricingError>) {
        if let Err(error) = step(self) {
            self.errors.push(error);
        }
    }

    pub fn rate_missing(&self, rule: impl Into<String>) -> PricingError {
        PricingError::RateMissing { part: self.part.key.clone(), rule: rule.into() }
    }

    pub fn input_missing(&self, field: &str) -> PricingError {
        PricingError::InputMissing { part: self.part.key.clone(), field: field.to_owned() }
    }

    pub fn input_invalid(&self, field: &str, reason: &str) -> PricingError {
        PricingError::InputInvalid { part: self.part.key.clone(), field: field.to_owned(), reason: reason.to_owned() }
    }

    pub fn flag(&mut self, code: FlagCode, level: FlagLevel, reason: &str) {
        self.flags.push(Flag::new(code, level, &self.part.key, reason));
    }

    pub fn rule_ref(&self, rule_key: &str) -> RuleRef {
        self.tariff.rule_ref(rule_key)
    }

    /// A price of the tariff as a leaf.
    pub fn tariff_price(&self, label: &str, price: UnitPrice, rule_key: &str) -> Node {
        self.tariff_figure(label, price.to_ratio(), Unit::Money, rule_key)
    }

    /// Another figure of the tariff as a leaf.
    pub fn tariff_figure(&self, label: &str, value: Ratio, unit: Unit, rule_key: &str) -> Node {
        Node::given(label, value, unit).by(&self.rule_ref(rule_key))
    }

    /// Computes and adds a line; a line of nothing is left out.
    pub fn put(&mut self, draft: Draft) -> Result<(), PricingError> {
        if draft.quantity.value.is_zero() {
            return Ok(());
        }
        let currency = self.currency();
        let key = self.line_key(&draft);
        if self.entries.iter().any(|entry| entry.line.key == key) {
            return Err(self.input_invalid(&key, "is given twice"));
        }
        let overridden = self.adjustment(&key).and_then(|adjustment| adjustment.unit_price);
        let computed_price = draft.price.value;
        let computed = draft.quantity.value.times(computed_price)?;
        let price = match overridden {
            Some(price) => Node::given("price.overridden", price.to_ratio(), Unit::Money),
            None => draft.price,
        };
        let (quantity, unit, unit_price) = (draft.quantity.value, draft.quantity.unit, price.value);
        let rule = draft.rule_key.as_deref().map(|rule_key| self.rule_ref(rule_key));
        let mut amount = Node::product(draft.description, Unit::Money, vec![draft.quantity, price])?
            .to_minor(currency)?
            .named(format!("line:{key}"))
            .shown(draft.public);
        amount.rule.clone_from(&rule);
        let selected = draft.option.as_ref().is_none_or(|option| option.selected);
        let amount_money = Money::from_major(amount.value, currency)?;
        let line = PricedLine {
            key,
            part: self.part.key.clone(),
            rule,
            category: draft.category,
            tax_class: draft.tax_class,
            description_key: draft.description.to_owned(),
            subject: draft.subject,
            quantity,
            unit,
            unit_price: UnitPrice::nearest(unit_price)?,
            computed_unit_price: overridden.map(|_| UnitPrice::nearest(computed_price)).transpose()?,
            computed: Money::from_major(computed, currency)?,
            amount: amount_money,
            discount: Money::zero(currency),
            net: amount_money,
            option: draft.option,
            selected,
            discountable: draft.discountable,
            commissionable: draft.commissionable,
            public: draft.public,
        };
        self.entries.push(Entry { line, amount, unit_price });
        Ok(())
    }

    /// References to the chosen lines of some categories.
    pub fn lines_of(&self, wanted: impl Fn(&PricedLine) -> bool) -> Vec<Node> {
        self.entries
            .iter()
            .filter(|entry| entry.line.selected && wanted(&entry.line))
            .map(|entry| Node::same_as(&entry.amount))
            .collect()
    }

    fn line_key(&self, draft: &Draft) -> String {
        let mut key = self.part.key.clone();
        for piece in [draft.rule_key.as_deref().unwrap_or(""), &draft.suffix] {
            if !piece.is_empty() {
                key.push('/');
                key.push_str(piece);
            }
        }
        key
    }

    fn adjustment(&self, key: &str) -> Option<&'a LineAdjustment> {
        self.quote.adjustments.iter().find(|adjustment| adjustment.line == key)
    }
}
