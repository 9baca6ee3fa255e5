//! A payment provider in Stripe's shape: a page of its own for the customer, money set aside first and taken later. Every
//! question that changes something carries a key, so that a repetition is the same act.

use outside::{Answered, Lost, Question};
use serde::Deserialize;
use url::{Url, form_urlencoded::Serializer};

/// The account at the provider.
pub struct Account {
    pub base_url: String,
    pub secret: String,
}

/// A page that is wanted.
pub struct Page<'a> {
    /// The wish's id: the key of a repetition.
    pub key: &'a str,
    /// Three letters.
    pub currency: &'a str,
    pub amount_minor: i64,
    pub label: &'a str,
    /// Where the page leads when it is done or left.
    pub back: &'a str,
}

/// What the provider has of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its name of the payment, once somebody has paid.
    pub payment: Option<String>,
    pub state: State,
    /// What is set aside, in this currency.
    pub set_aside: Option<(i64, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The page is open and nobody has paid.
    Open,
    /// Paid, not taken.
    SetAside,
    Taken,
    /// Closed, cancelled or refused for good.
    Gone,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Worth another try; it may have happened.
    Temporary(String),
    /// A refusal for good.
    Permanent(String),
}

/// Offered by the application as a port.
#[derive(Clone, Copy, Debug, Default)]
pub struct Provider {
    anywhere: bool,
}

#[derive(Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    status: Option<String>,
    payment_intent: Option<Payment>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Payment {
    Whole(Whole),
    Name(String),
}

#[derive(Deserialize)]
struct Whole {
    id: String,
    status: String,
    #[serde(default)]
    amount_capturable: i64,
    currency: String,
}

#[derive(Default, Deserialize)]
struct Refusal {
    #[serde(default)]
    error: Reason,
}

#[derive(Default, Deserialize)]
struct Reason {
    message: Option<String>,
}

type Form<'a> = Vec<(&'a str, String)>;

impl Provider {
    /// Also to addresses of this machine and network, and without TLS: for tests and for a provider of one's own.
    pub fn to_this_machine_too() -> Self {
        Self { anywhere: true }
    }

    /// Makes the page, once for each key; answers its name and address.
    ///
    /// # Errors
    /// When the provider refuses or cannot be reached.
    pub async fn open(&self, at: &Account, page: &Page<'_>) -> Result<(String, String), Failure> {
        let form: Form = vec![
            ("mode", "payment".into()),
            ("success_url", page.back.into()),
            ("cancel_url", page.back.into()),
            ("client_reference_id", page.key.into()),
            ("line_items[0][quantity]", "1".into()),
            ("line_items[0][price_data][currency]", page.currency.to_lowercase()),
            ("line_items[0][price_data][unit_amount]", page.amount_minor.to_string()),
            ("line_items[0][price_data][product_data][name]", page.label.into()),
            ("payment_intent_data[capture_method]", "manual".into()),
            ("payment_intent_data[description]", page.label.into()),
        ];
        let answered = self.ask(at, "POST", &["v1", "checkout", "sessions"], &form, Some(page.key.to_owned())).await?;
        let session: Session = read(&answered)?;
        let url = session.url.ok_or_else(|| Failure::Temporary("The provider gave no page.".into()))?;
        Ok((session.id, url))
    }

    /// What became of a page.
    ///
    /// # Errors
    /// When the provider does not say.
    pub async fn look(&self, at: &Account, page: &str) -> Result<Standing, Failure> {
        let path = ["v1", "checkout", "sessions", page];
        let expand: Form = vec![("expand[]", "payment_intent".into())];
        let answered = self.ask(at, "GET", &path, &expand, None).await?;
        let session: Session = read(&answered)?;
        let closed = session.status.as_deref() == Some("expired");
        Ok(match session.payment_intent {
            Some(Payment::Whole(whole)) => standing(whole, closed),
            Some(Payment::Name(name)) => {
                return Err(Failure::Temporary(format!("The provider did not say how {name} stands.")));
            }
            None => {
                let state = if closed { State::Gone } else { State::Open };
                Standing { payment: None, state, set_aside: None }
            }
        })
    }

    /// Takes what is set aside, once for each key.
    ///
    /// # Errors
    /// When the provider refuses or does not answer.
    pub async fn capture(&self, at: &Account, payment: &str, key: &str) -> Result<(), Failure> {
        let path = ["v1", "payment_intents", payment, "capture"];
        let answered = self.ask(at, "POST", &path, &Vec::new(), Some(format!("{key}-capture"))).await?;
        let whole: Whole = read(&answered)?;
        if whole.status == "succeeded" {
            return Ok(());
        }
        Err(Failure::Temporary(format!("The provider says {}.", whole.status)))
    }

    /// Gives back what is set aside, or closes a page nobody has paid on.
    ///
    /// # Errors
    /// When the provider refuses or does not answer.
    pub async fn void(&self, at: &Account, page: &str, payment: Option<&str>, key: &str) -> Result<(), Failure> {
        let path = match payment {
            Some(payment) => ["v1", "payment_intents", payment, "cancel"],
            None => ["v1", "checkout", "sessions", page],
        };
        let mut path = path.to_vec();
        if payment.is_none() {
            path.push("expire");
        }
        self.ask(at, "POST", &path, &Vec::new(), Some(format!("{key}-void-{}", payment.unwrap_or("page")))).await?;
        Ok(())
    }

    async fn ask(
        &self,
        at: &Account,
        method: &str,
        path: &[&str],
        form: &Form<'_>,
        key: Option<String>,
    ) -> Result<Answered, Failure> {
        let mut url = place(&at.base_url, path).map_err(Failure::Permanent)?;
        let mut body = String::new();
        if method == "GET" {
            url.query_pairs_mut().extend_pairs(form);
        } else {
            body = Serializer::new(String::new()).extend_pairs(form).finish();
        }
        // The secret stands where others have a name, with no password.
        let question = Question { method, url, account: &at.secret, secret: "", form: body, idempotency_key: key };
        match outside::ask(question, self.anywhere).await {
            Ok(answered) if (200..300).contains(&answered.status) => Ok(answered),
            Ok(answered) => Err(refused(&answered)),
            Err(Lost::Refused(reason)) => Err(Failure::Permanent(reason)),
            Err(Lost::Unreached(reason) | Lost::Unanswered(reason)) => Err(Failure::Temporary(reason)),
        }
    }
}

fn standing(whole: Whole, closed: bool) -> Standing {
    let state = match whole.status.as_str() {
        "requires_capture" => State::SetAside,
        "succeeded" => State::Taken,
        "canceled" => State::Gone,
        _ if closed => State::Gone,
        _ => State::Open,
    };
    let set_aside = (state == State::SetAside).then(|| (whole.amount_capturable, whole.currency.to_uppercase()));
    Standing { payment: Some(whole.id), state, set_aside }
}

fn read<T: serde::de::DeserializeOwned>(answered: &Answered) -> Result<T, Failure> {
    serde_json::from_slice(&answered.body)
        .map_err(|e| Failure::Temporary(format!("The provider's answer cannot be read: {e}.")))
}

/// Too many, another act under way, and the provider's own trouble pass; the rest stays.
fn refused(answered: &Answered) -> Failure {
    let told: Refusal = serde_json::from_slice(&answered.body).unwrap_or_default();
    let reason = told.error.message.unwrap_or_else(|| format!("The provider answered {}.", answered.status));
    if matches!(answered.status, 408 | 409 | 425 | 429 | 500..) {
        return Failure::Temporary(reason);
    }
    Failure::Permanent(reason)
}

fn place(base: &str, path: &[&str]) -> Result<Url, String> {
    let mut url: Url = base.trim_end_matches('/').parse().map_err(|e| format!("The provider's address: {e}."))?;
    let mut segments = url.path_segments_mut().map_err(|()| "The provider's address cannot be read.".to_owned())?;
    segments.pop_if_empty().extend(path);
    drop(segments);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bil_21_the_base_address_and_the_names_make_the_place() {
        let place = |base: &str| place(base, &["v1", "payment_intents", "pi/1", "capture"]);
        let found = place("https://api.provider.example/").expect("a place");
        assert_eq!(found.as_str(), "https://api.provider.example/v1/payment_intents/pi%2F1/capture");
        assert!(place("nonsense").is_err());
    }

    #[test]
    fn bil_20_only_money_that_is_set_aside_counts_as_such() {
        let whole = |status: &str| Whole {
            id: "pi_1".into(),
            status: status.into(),
            amount_capturable: 15_707,
            currency: "cad".into(),
        };
        assert_eq!(standing(whole("requires_capture"), false).set_aside, Some((15_707, "CAD".into())));
        let states = ["requires_payment_method", "requires_action", "processing", "succeeded", "canceled"];
        let found = states.map(|status| standing(whole(status), false));
        assert!(found.iter().all(|standing| standing.set_aside.is_none()));
        assert_eq!(
            found.map(|standing| standing.state),
            [State::Open, State::Open, State::Open, State::Taken, State::Gone]
        );
        assert_eq!(standing(whole("requires_payment_method"), true).state, State::Gone);
    }

    #[test]
    fn what_passes_is_tried_again() {
        let answered = |status| Answered { status, retry_after_s: None, body: bytes::Bytes::new() };
        for status in [409, 429, 500, 503] {
            assert!(matches!(refused(&answered(status)), Failure::Temporary(_)), "{status}");
        }
        for status in [400, 401, 402, 404] {
            assert!(matches!(refused(&answered(status)), Failure::Permanent(_)), "{status}");
        }
    }
}
