//! Derivation: build.

use super::*;

type Built = Result<Node, MoneyError>;

impl Node {
    /// A leaf.
    pub fn given(label: &str, value: impl Into<Ratio>, unit: Unit) -> Self {
        Self {
            label: label.to_owned(),
            value: value.into(),
            unit,
            operation: Operation::Given,
            rounding: Rounding::Exact,
            rule: None,
            id: None,
            public: false,
            children: Vec::new(),
        }
    }

    fn inner(label: &str, unit: Unit, operation: Operation, value: Ratio, children: Vec<Node>) -> Self {
        Self { operation, children, ..Self::given(label, value, unit) }
    }

    /// Sum of the children; zero without any.
    pub fn sum(label: &str, unit: Unit, children: Vec<Node>) -> Built {
        let value = children.iter().try_fold(Ratio::ZERO, |sum, child| sum.plus(child.value))?;
        Ok(Self::inner(label, unit, Operation::Sum, value, children))
    }

    /// Product of the children; one without any.
    pub fn product(label: &str, unit: Unit, children: Vec<Node>) -> Built {
        let value = children.iter().try_fold(Ratio::ONE, |product, child| product.times(child.value))?;
        Ok(Self::inner(label, unit, Operation::Product, value, children))
    }

    /// `from` less everything in `less`.
    pub fn difference(label: &str, unit: Unit, from: Node, less: Vec<Node>) -> Built {
        let value = less.iter().try_fold(from.value, |rest, child| rest.minus(child.value))?;
        let children = std::iter::once(from).chain(less).collect();
        Ok(Self::inner(label, unit, Operation::Difference, value, children))
    }

    /// `dividend ÷ divisor`.
    pub fn quotient(label: &str, unit: Unit, dividend: Node, divisor: Node) -> Built {
        let value = dividend.value.over(divisor.value)?;
        Ok(Self::inner(label, unit, Operation::Quotient, value, vec![dividend, divisor]))
    }

    /// The larger of two.
    pub fn larger(label: &str, unit: Unit, a: Node, b: Node) -> Self {
        let value = a.value.max(b.value);
        Self::inner(label, unit, Operation::Largest, value, vec![a, b])
    }

    /// The smaller of two.
    pub fn smaller(label: &str, unit: Unit, a: Node, b: Node) -> Self {
        let value = a.value.min(b.value);
        Self::inner(label, unit, Operation::Smallest, value, vec![a, b])
    }

    /// The value of a node that stands elsewhere in the tree under an id.
    pub fn same_as(node: &Node) -> Self {
        let id = node.id.clone().unwrap_or_default();
        Self::inner(&node.label, node.unit, Operation::SameAs { id }, node.value, Vec::new())
    }

    /// Part `index` of `whole`, where `value` is what the split gave it.
    pub fn share(label: &str, whole: Node, weights: &Node, index: usize, value: Ratio) -> Self {
        let weights = weights.id.clone().unwrap_or_default();
        let unit = whole.unit;
        Self::inner(label, unit, Operation::Share { index, weights }, value, vec![whole])
    }

    /// Rounds the value at the end; at most one rounding a node.
    pub fn rounded(mut self, rounding: Rounding) -> Built {
        self.value = rounding.apply(self.value)?;
        self.rounding = rounding;
        Ok(self)
    }

    /// Rounds to the minor unit of the currency.
    pub fn to_minor(self, currency: Currency) -> Built {
        self.rounded(Rounding::HalfUp { places: currency.exponent() })
    }

    /// Names the rule it was read from.
    pub fn by(mut self, rule: &RuleRef) -> Self {
        self.rule = Some(rule.clone());
        self
    }

    /// Gives it a name for others to refer to.
    pub fn named(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Shows it to customers.
    pub fn shown(mut self, public: bool) -> Self {
        self.public = public;
        self
    }
}

impl Rounding {
    /// The rounded value.
    pub fn apply(self, value: Ratio) -> Result<Ratio, MoneyError> {
        match self {
            Self::Exact => Ok(value),
            Self::HalfUp { places } => value.rounded_to(places),
            Self::UpTo { step } => value.rounded_up_to(step),
        }
    }
}
