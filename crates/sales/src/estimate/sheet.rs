//! The sheet: rooms with what stands in them, the stops, the cartons.

use kernel::{
    Problems,
    money::{Money, Ratio},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{Flag, PackedBy, Parking, RoomKind, StopRole};
use crate::{
    catalogue::{
        article::Article,
        save_article::{check_volume, check_weight},
    },
    lead::{Place, at_most},
};

pub const MOST_LINES: usize = 1_000;
pub const MOST_ROOMS: usize = 100;
pub const MOST_STOPS: usize = 50;
const MOST_CARTONS: usize = 200;

/// Everything that is put down about one estimate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Sheet {
    pub stops: Vec<Stop>,
    pub rooms: Vec<Room>,
    pub cartons: Vec<Carton>,
}

/// Where things are loaded and unloaded; lines name a stop by its place in the list, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stop {
    pub role: StopRole,
    #[serde(default)]
    pub address: Address,
    /// The ground floor is the first.
    #[serde(default = "first")]
    pub floor: i32,
    #[serde(default)]
    pub elevator: bool,
    /// From the truck to the door.
    #[serde(default)]
    pub carry_ft: i32,
    #[serde(default = "unknown")]
    pub parking: Parking,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// An address of a stop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

const fn first() -> i32 {
    1
}
const fn unknown() -> Parking {
    Parking::Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Room {
    pub kind: RoomKind,
    /// What people call it, where the kind does not say enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default)]
    pub items: Vec<Item>,
}

/// A line: an article of the catalogue, or a free one with a name and its own cubic feet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_code: Option<i32>,
    /// Absent: the article's.
    #[serde(default)]
    pub name: Option<String>,
    /// Of one piece; absent: the article's.
    #[serde(default)]
    pub volume_cuft: Option<Ratio>,
    /// Of one piece; absent: the article's, else by density.
    #[serde(default)]
    pub weight_lb: Option<i32>,
    #[serde(default)]
    pub going: i32,
    #[serde(default)]
    pub staying: i32,
    /// Absent: the article's.
    #[serde(default)]
    pub flags: Option<Vec<Flag>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_stop: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_stop: Option<i32>,
    /// The customer knows that this is prohibited, and it was settled.
    #[serde(default)]
    pub acknowledged: bool,
    /// What the customer says that the line is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-mask" = "BILL"))]
    pub declared_value: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Carton {
    /// Key of the material, as in the formula and in tariffs.
    pub material: String,
    pub quantity: i32,
    pub packed_by: PackedBy,
    /// The crew unpacks them.
    #[serde(default)]
    pub unpacked: bool,
}

impl Item {
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.as_ref().is_some_and(|flags| flags.contains(&flag))
    }
    /// Prohibited, going, and nobody settled it.
    pub fn is_unsettled(&self) -> bool {
        self.has(Flag::Prohibited) && self.going > 0 && !self.acknowledged
    }
    pub fn is_unvalued(&self) -> bool {
        self.has(Flag::HighValue) && self.going > 0 && self.declared_value.is_none()
    }

    fn resolve(&mut self, articles: &[Article], french: bool) {
        let article = self.article_code.and_then(|code| articles.iter().find(|a| a.code == code));
        if let Some(article) = article {
            let name = if french { &article.name_fr } else { &article.name_en };
            self.name = self.name.take().or_else(|| Some(name.clone()));
            self.weight_lb = self.weight_lb.or(article.weight_lb.filter(|_| self.volume_cuft.is_none()));
            self.volume_cuft = self.volume_cuft.or(Some(article.volume_cuft));
            self.flags = self.flags.take().or_else(|| Some(article.flags.clone()));
        }
        self.name = self.name.take().map(|name| name.trim().to_owned());
        let mut flags = self.flags.take().unwrap_or_default();
        flags.sort_by_key(|f| f.code());
        flags.dedup();
        self.flags = Some(flags);
        self.volume_cuft = self.volume_cuft.or(Some(Ratio::ZERO));
    }

    pub fn check(&self, at: &str, p: &mut Problems) {
        let field = |name: &str| format!("{at}.{name}");
        match (self.article_code, &self.name, self.volume_cuft) {
            (Some(code), ..) => {
                p.require(
                    (1..=999_999).contains(&code),
                    &field("article_code"),
                    "UNKNOWN",
                    "There is no such article.",
                );
            }
            (None, Some(_), Some(_)) => {}
            _ => {
                let text = "A line names an article of the catalogue, or a name with its cubic feet.";
                p.add(field("name"), "REQUIRED", text);
            }
        }
        if let Some(name) = &self.name {
            p.text(&field("name"), name, 120);
        }
        if let Some(cuft) = self.volume_cuft {
            check_volume(p, &field("volume_cuft"), cuft);
        }
        check_weight(p, &field("weight_lb"), self.weight_lb);
        for (name, count) in [("going", self.going), ("staying", self.staying)] {
            p.require((0..=1_000).contains(&count), &field(name), "OUT_OF_RANGE", "Between 0 and 1,000 pieces.");
        }
        let flags = self.flags.as_ref().is_none_or(|f| f.len() <= 9);
        p.require(flags, &field("flags"), "TOO_MANY", "Each flag once.");
        let value = self.declared_value.is_none_or(|v| (0..=1_000_000_000_000).contains(&v.minor()));
        p.require(value, &field("declared_value"), "OUT_OF_RANGE", "A value is not negative.");
        at_most(p, &field("notes"), self.notes.as_deref(), 1_000);
    }
}

impl Stop {
    fn check(&self, at: &str, p: &mut Problems) {
        let field = |name: &str| format!("{at}.{name}");
        p.require((-10..=200).contains(&self.floor), &field("floor"), "OUT_OF_RANGE", "Between -10 and 200.");
        p.require(
            (0..=5_000).contains(&self.carry_ft),
            &field("carry_ft"),
            "OUT_OF_RANGE",
            "Between 0 and 5,000 feet.",
        );
        at_most(p, &field("notes"), self.notes.as_deref(), 2_000);
        let a = &self.address;
        for (name, text, most) in [
            ("street", &a.street, 200),
            ("city", &a.city, 100),
            ("province", &a.province, 100),
            ("postal_code", &a.postal_code, 20),
            ("country", &a.country, 2),
        ] {
            at_most(p, &field(&format!("address.{name}")), text.as_deref(), most);
        }
    }

    /// A lead's place, unless nothing is known of it.
    pub fn of_lead(role: StopRole, value: &serde_json::Value) -> Option<Self> {
        let place: Place = serde_json::from_value(value.clone()).ok()?;
        place.is_known().then(|| Self {
            role,
            address: Address {
                street: place.street.or(place.full),
                city: place.city,
                province: place.province,
                postal_code: place.postal_code,
                country: place.country,
            },
            floor: place.floor.unwrap_or(1).clamp(-10, 200),
            elevator: place.elevator.unwrap_or(false),
            carry_ft: 0,
            parking: Parking::Unknown,
            notes: None,
        })
    }
}

impl Sheet {
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.rooms.iter().flat_map(|r| &r.items)
    }

    pub fn check(&self, p: &mut Problems) {
        p.require(self.stops.len() <= MOST_STOPS, "stops", "TOO_MANY", "At most 50 stops.");
        p.require(self.rooms.len() <= MOST_ROOMS, "rooms", "TOO_MANY", "At most 100 rooms.");
        p.require(self.items().count() <= MOST_LINES, "rooms", "TOO_MANY_LINES", "At most 1,000 lines.");
        p.require(self.cartons.len() <= MOST_CARTONS, "cartons", "TOO_MANY", "At most 200 kinds of cartons.");
        for (n, stop) in self.stops.iter().take(MOST_STOPS).enumerate() {
            stop.check(&format!("stops.{n}"), p);
        }
        let mut lines = 0;
        for (n, room) in self.rooms.iter().take(MOST_ROOMS).enumerate() {
            at_most(p, &format!("rooms.{n}.name"), room.name.as_deref(), 100);
            for (line, item) in room.items.iter().enumerate().take(MOST_LINES - lines) {
                item.check(&format!("rooms.{n}.items.{line}"), p);
            }
            lines = (lines + room.items.len()).min(MOST_LINES);
        }
        for (n, carton) in self.cartons.iter().take(MOST_CARTONS).enumerate() {
            let field = |name: &str| format!("cartons.{n}.{name}");
            p.text(&field("material"), &carton.material, 60);
            let quantity = (1..=10_000).contains(&carton.quantity);
            p.require(quantity, &field("quantity"), "OUT_OF_RANGE", "Between 1 and 10,000 cartons.");
            let same = |c: &Carton| (&c.material, c.packed_by) == (&carton.material, carton.packed_by);
            let once = self.cartons.iter().take(n).any(same);
            p.require(!once, &field("material"), "TWICE", "The same cartons stand there twice: add the counts.");
        }
    }

    /// Fills what a line leaves to its article; the name in the estimate's language. Lines of unknown articles are told.
    pub fn resolve(&mut self, articles: &[Article], french: bool, p: &mut Problems) {
        for (n, room) in self.rooms.iter_mut().enumerate() {
            for (line, item) in room.items.iter_mut().enumerate() {
                if item.article_code.is_some_and(|code| articles.iter().all(|a| a.code != code)) {
                    let text = "There is no such article; a free line has a name and its own cubic feet.";
                    p.add(format!("rooms.{n}.items.{line}.article_code"), "UNKNOWN", text);
                }
                item.resolve(articles, french);
            }
        }
    }

    /// Lines that name a stop which is not there.
    pub fn check_stops(&self, p: &mut Problems) {
        let stops = i32::try_from(self.stops.len()).unwrap_or(0);
        for (n, room) in self.rooms.iter().enumerate() {
            for (line, item) in room.items.iter().enumerate() {
                for (name, stop) in [("from_stop", item.from_stop), ("to_stop", item.to_stop)] {
                    let there = stop.is_none_or(|s| (1..=stops).contains(&s));
                    let field = format!("rooms.{n}.items.{line}.{name}");
                    p.require(there, &field, "NO_SUCH_STOP", "There is no stop with this number.");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problems(sheet: serde_json::Value) -> Vec<(String, String)> {
        let sheet: Sheet = serde_json::from_value(sheet).expect("a sheet");
        let mut p = Problems::new();
        sheet.check(&mut p);
        sheet.check_stops(&mut p);
        p.finish().err().map(|e| e.problems.into_iter().map(|p| (p.field, p.code)).collect()).unwrap_or_default()
    }

    #[test]
    fn sal_22_a_free_line_needs_a_name_and_cubic_feet_and_everything_wrong_is_said_at_once() {
        let item = |item: serde_json::Value| json!({"rooms": [{"kind": "KITCHEN", "items": [item]}]});
        assert!(problems(item(json!({"article_code": 152, "going": 2}))).is_empty());
        assert!(problems(item(json!({"name": "Kiln", "volume_cuft": "18", "going": 1}))).is_empty());
        let wrong = problems(item(json!({"name": "Kiln", "going": -1, "volume_cuft": 501, "to_stop": 3})));
        let fields: Vec<_> = wrong.iter().map(|(field, _)| field.rsplit('.').next().unwrap_or_default()).collect();
        assert_eq!(fields, ["volume_cuft", "going", "to_stop"]);
        assert_eq!(problems(item(json!({"name": "Kiln"})))[0].1, "REQUIRED");
        assert_eq!(problems(item(json!({"name": "Kiln", "volume_cuft": -1})))[0].1, "OUT_OF_RANGE");
    }

    #[test]
    fn more_than_a_thousand_lines_a_hundred_rooms_or_fifty_stops_are_refused() {
        let line = json!({"article_code": 152, "going": 1});
        let lines = vec![line; 1_001];
        assert_eq!(problems(json!({"rooms": [{"kind": "OTHER", "items": lines}]}))[0].1, "TOO_MANY_LINES");
        assert_eq!(problems(json!({"rooms": vec![json!({"kind": "OTHER"}); 101]}))[0].1, "TOO_MANY");
        assert_eq!(problems(json!({"stops": vec![json!({"role": "PICKUP"}); 51]}))[0].1, "TOO_MANY");
    }
}
