//! Numbers, money and dates as the reader of a language writes them.

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;

use crate::Language;

const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// Why a value cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not {expected}")]
pub struct BadFormat {
    pub value: String,
    pub expected: &'static str,
}

impl BadFormat {
    fn new(value: &str, expected: &'static str) -> Self {
        Self { value: value.to_owned(), expected }
    }
}

/// A decimal string (`-1234.5`) taken apart, without passing through a float.
struct Digits<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Digits<'a> {
    fn read(text: &'a str, expected: &'static str) -> Result<Self, BadFormat> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || unsigned.ends_with('.') {
            return Err(BadFormat::new(text, expected));
        }
        let zero = unsigned.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        Ok(Self { negative: negative && !zero, whole: whole.trim_start_matches('0'), fraction })
    }

    fn grouped(&self, separator: char, lakh: bool) -> String {
        if self.whole.is_empty() {
            return "0".to_owned();
        }
        let count = self.whole.len();
        let mut out = String::with_capacity(count + count / 2);
        for (index, digit) in self.whole.chars().enumerate() {
            let left = count - index;
            // Indian grouping: the last three digits, then pairs.
            let boundary = if lakh && left > 3 { (left - 3).is_multiple_of(2) } else { left.is_multiple_of(3) };
            if index > 0 && boundary {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    fn plain(&self, language: Language, fraction: &str, lakh: bool) -> String {
        let (separator, point) = match language {
            Language::En => (',', '.'),
            Language::Fr => (NO_BREAK_SPACE, ','),
        };
        let mut out = self.grouped(separator, lakh);
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }
}

/// Symbols as CLDR has them for Canada: `$` is the Canadian dollar, others are told apart.
fn symbol(currency: &str, language: Language) -> Option<&'static str> {
    Some(match (currency, language) {
        ("CAD", _) => "$",
        ("USD", Language::En) => "US$",
        ("USD", Language::Fr) => "$\u{a0}US",
        ("EUR", _) => "€",
        ("INR", _) => "₹",
        ("GBP", _) => "£",
        _ => return None,
    })
}

/// Money with at least two decimals: `$1,234.50`, `1 234,50 $`, `₹1,69,448.00`.
///
/// Further decimals of a unit price are kept as given. Unknown currencies show their code.
pub fn money(amount: &str, currency: &str, language: Language) -> Result<String, BadFormat> {
    let digits = Digits::read(amount, "an amount such as 1234.50")?;
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(BadFormat::new(currency, "a currency code such as CAD"));
    }
    let mut fraction = digits.fraction.to_owned();
    while fraction.len() > 2 && fraction.ends_with('0') {
        fraction.pop();
    }
    while fraction.len() < 2 {
        fraction.push('0');
    }
    let lakh = currency == "INR" && language == Language::En;
    let number = digits.plain(language, &fraction, lakh);
    let sign = if digits.negative { MINUS.to_string() } else { String::new() };
    Ok(match (symbol(currency, language), language) {
        (Some(symbol), Language::En) => format!("{sign}{symbol}{number}"),
        (None, Language::En) => format!("{sign}{currency}{NO_BREAK_SPACE}{number}"),
        (Some(symbol), Language::Fr) => format!("{sign}{number}{NO_BREAK_SPACE}{symbol}"),
        (None, Language::Fr) => format!("{sign}{number}{NO_BREAK_SPACE}{currency}"),
    })
}

/// A plain number: `1,250.5`, `1 250,5`. Trailing zeros after the point fall away.
pub fn decimal(text: &str, language: Language) -> Result<String, BadFormat> {
    let digits = Digits::read(text, "a number such as 7.75")?;
    let number = digits.plain(language, digits.fraction.trim_end_matches('0'), false);
    Ok(if digits.negative { format!("{MINUS}{number}") } else { number })
}

/// A percentage: `9.975%`, `9,975 %`.
pub fn percent(text: &str, language: Language) -> Result<String, BadFormat> {
    let number = decimal(text, language)?;
    Ok(match language {
        Language::En => format!("{number}%"),
        Language::Fr => format!("{number}{NO_BREAK_SPACE}%"),
    })
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn long_date(date: Date, language: Language) -> String {
    let (day, year) = (date.day(), date.year());
    let month = usize::from(date.month().unsigned_abs()) - 1;
    match language {
        Language::En => format!("{} {day}, {year}", MONTHS_EN[month]),
        Language::Fr if day == 1 => format!("1er {} {year}", MONTHS_FR[month]),
        Language::Fr => format!("{day} {} {year}", MONTHS_FR[month]),
    }
}

/// A calendar day from `YYYY-MM-DD`: `June 27, 2026`, `27 juin 2026`.
pub fn day(text: &str, language: Language) -> Result<String, BadFormat> {
    let date = text.parse::<Date>().map_err(|_| BadFormat::new(text, "a day such as 2026-06-27"))?;
    Ok(long_date(date, language))
}

/// An instant from RFC 3339 as the clock on the spot showed it, to the second, with its offset
/// from UTC and the zone's name.
pub fn moment(text: &str, zone: Option<&str>, language: Language) -> Result<String, BadFormat> {
    let bad = || BadFormat::new(text, "a time such as 2026-06-27T14:03:11-04:00");
    let pieces = Pieces::parse(text).map_err(|_| bad())?;
    let time = pieces.time().ok_or_else(bad)?;
    let seconds = pieces.to_numeric_offset().ok_or_else(bad)?.seconds();
    let sign = if seconds < 0 { MINUS } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    let date = long_date(pieces.date(), language);
    let clock = match language {
        Language::En => format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()),
        Language::Fr => format!(
            "{:02}{s}h{s}{:02}{s}min{s}{:02}{s}s",
            time.hour(),
            time.minute(),
            time.second(),
            s = NO_BREAK_SPACE
        ),
    };
    let zone = zone.map(|name| format!(", {name}")).unwrap_or_default();
    Ok(format!("{date}, {clock} (UTC{sign}{:02}:{:02}{zone})", minutes / 60, minutes % 60))
}
