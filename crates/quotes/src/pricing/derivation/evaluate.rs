//! Derivation: evaluate.

use kernel::money::Money;

use super::*;

/// Why a stored tree does not add up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// A node refers to one that is not there, or to itself.
    #[error("node '{0}' is missing or refers to itself")]
    BrokenReference(String),
    /// A node has too few children for what it does.
    #[error("'{0}' lacks what it is computed from")]
    Incomplete(String),
    /// A value that cannot be computed.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Derivation {
    /// Computes the total again from the leaves alone, ignoring every stored inner value.
    pub fn evaluate(&self) -> Result<Ratio, EvaluationError> {
        Evaluation::over(self).value(&self.total)
    }

    /// Computes every node beside the total again; in their order.
    pub fn evaluate_beside(&self) -> Result<Vec<Ratio>, EvaluationError> {
        let mut evaluation = Evaluation::over(self);
        self.beside.iter().map(|node| evaluation.value(node)).collect()
    }

    /// The node with this id.
    pub fn find(&self, id: &str) -> Option<&Node> {
        Evaluation::over(self).named.get(id).copied()
    }
}

struct Evaluation<'a> {
    currency: Currency,
    named: HashMap<&'a str, &'a Node>,
    // None marks a node that is being computed, so that a circle is found.
    known: HashMap<&'a str, Option<Ratio>>,
}

impl<'a> Evaluation<'a> {
    fn over(derivation: &'a Derivation) -> Self {
        let mut named = HashMap::new();
        let mut open: Vec<&Node> = derivation.beside.iter().chain([&derivation.total]).collect();
        while let Some(node) = open.pop() {
            if let Some(id) = &node.id {
                named.insert(id.as_str(), node);
            }
            open.extend(&node.children);
        }
        Self { currency: derivation.currency, named, known: HashMap::new() }
    }

    fn referred(&mut self, id: &str) -> Result<Ratio, EvaluationError> {
        let broken = || EvaluationError::BrokenReference(id.to_owned());
        let (key, node) = self.named.get_key_value(id).map(|(k, n)| (*k, *n)).ok_or_else(broken)?;
        match self.known.get(key) {
            Some(Some(value)) => return Ok(*value),
            Some(None) => return Err(broken()),
            None => {}
        }
        self.known.insert(key, None);
        let value = self.value(node)?;
        self.known.insert(key, Some(value));
        Ok(value)
    }

    fn value(&mut self, node: &'a Node) -> Result<Ratio, EvaluationError> {
        let incomplete = || EvaluationError::Incomplete(node.label.clone());
        let mut parts = Vec::with_capacity(node.children.len());
        for child in &node.children {
            parts.push(self.value(child)?);
        }
        let first = parts.first().copied();
        let value = match &node.operation {
            Operation::Given => node.value,
            Operation::Sum => fold(&parts, Ratio::ZERO, Ratio::plus)?,
            Operation::Product => fold(&parts, Ratio::ONE, Ratio::times)?,
            Operation::Difference => fold(&parts[1.min(parts.len())..], first.ok_or_else(incomplete)?, Ratio::minus)?,
            Operation::Quotient => match parts[..] {
                [dividend, divisor] => dividend.over(divisor)?,
                _ => return Err(incomplete()),
            },
            Operation::Largest => parts.into_iter().max().ok_or_else(incomplete)?,
            Operation::Smallest => parts.into_iter().min().ok_or_else(incomplete)?,
            Operation::SameAs { id } => self.referred(id)?,
            Operation::Share { index, weights } => self.share(first.ok_or_else(incomplete)?, *index, weights)?,
        };
        Ok(node.rounding.apply(value)?)
    }

    fn share(&mut self, whole: Ratio, index: usize, weights: &str) -> Result<Ratio, EvaluationError> {
        let broken = || EvaluationError::BrokenReference(weights.to_owned());
        let holder = self.named.get(weights).copied().ok_or_else(broken)?;
        let weights: Vec<Ratio> = holder.children.iter().map(|child| self.value(child)).collect::<Result<_, _>>()?;
        let whole = Money::from_major(whole, self.currency)?;
        let shares = split_largest_remainder(whole, &weights)?;
        shares.get(index).map(|share| share.to_ratio()).ok_or_else(broken)
    }
}

fn fold(
    parts: &[Ratio],
    start: Ratio,
    with: fn(Ratio, Ratio) -> Result<Ratio, MoneyError>,
) -> Result<Ratio, MoneyError> {
    parts.iter().try_fold(start, |value, part| with(value, *part))
}
