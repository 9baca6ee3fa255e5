//! Typed ids: a UUIDv7 inside, a prefixed sortable text (TypeID form, `cus_01h…`) at the edge.

use std::{fmt, marker::PhantomData, str::FromStr};

use bytes::BytesMut;
use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// What a kind of id is called at the edge and in the database.
pub trait Kind: Send + Sync + 'static {
    const PREFIX: &'static str;
    const TABLE: &'static str;
}

pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl<K> Id<K> {
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<K: Kind> Id<K> {
    /// Reads the edge form; `None` when prefix or body do not fit.
    pub fn parse(text: &str) -> Option<Self> {
        let body = text.strip_prefix(K::PREFIX)?.strip_prefix('_')?;
        decode(body).map(Self::from_uuid)
    }
}

/// 26 characters of Crockford's base 32, most significant first.
pub fn encode(uuid: Uuid) -> String {
    let n = uuid.as_u128();
    (0..26).rev().map(|i| ALPHABET[((n >> (5 * i)) & 31) as usize] as char).collect()
}

pub fn decode(body: &str) -> Option<Uuid> {
    if body.len() != 26 || !matches!(body.as_bytes()[0], b'0'..=b'7') {
        return None;
    }
    let mut n: u128 = 0;
    for c in body.bytes() {
        let digit = ALPHABET.iter().position(|&a| a == c)?;
        n = (n << 5) | digit as u128;
    }
    Some(Uuid::from_u128(n))
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, encode(self.uuid))
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K: Kind> FromStr for Id<K> {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| format!("expected an id like {}_…", K::PREFIX))
    }
}
impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(de::Error::custom)
    }
}
impl<K: Kind> schemars::JsonSchema for Id<K> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}_id", K::TABLE).into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": format!("^{}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$", K::PREFIX),
            "x-id-of": K::TABLE,
        })
    }
}
impl<K: fmt::Debug + Kind> ToSql for Id<K> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        self.uuid.to_sql(ty, out)
    }
    fn accepts(ty: &Type) -> bool {
        <Uuid as ToSql>::accepts(ty)
    }
    to_sql_checked!();
}
impl<'a, K> FromSql<'a> for Id<K> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Uuid::from_sql(ty, raw).map(Self::from_uuid)
    }
    fn accepts(ty: &Type) -> bool {
        <Uuid as FromSql>::accepts(ty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CustomerId, JobId};

    #[test]
    fn edge_form_round_trips_and_sorts_like_the_uuid() {
        let a = CustomerId::from_uuid(Uuid::from_u128(1));
        let b = CustomerId::from_uuid(Uuid::from_u128(u128::MAX));
        assert_eq!(CustomerId::parse(&a.to_string()), Some(a));
        assert_eq!(CustomerId::parse(&b.to_string()), Some(b));
        assert!(a.to_string() < b.to_string());
    }
    #[test]
    fn another_kinds_prefix_is_refused() {
        let customer = CustomerId::from_uuid(Uuid::from_u128(7));
        assert_eq!(JobId::parse(&customer.to_string()), None);
    }
}
