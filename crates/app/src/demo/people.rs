//! Invented people. Any likeness is chance.

const FIRST: &[&str] = &[
    "Avery", "Bela", "Caro", "Dario", "Elin", "Fenna", "Goran", "Hanne", "Ivo", "Jara", "Kofi", "Lene", "Milo",
    "Nadia", "Orla", "Pavel", "Quinn", "Rosa", "Sami", "Tova", "Umar", "Vera", "Wim", "Xenia", "Yara", "Zeno",
];
const LAST: &[&str] = &[
    "Quill",
    "Marsh",
    "Tanner",
    "Okoro",
    "Lindqvist",
    "Baptiste",
    "Farrow",
    "Novak",
    "Pelletier",
    "Ostrom",
    "Gagnon",
    "Hale",
    "Iversen",
    "Juneau",
    "Kessler",
    "Lavoie",
    "Moreau",
    "Nadeau",
    "Oduya",
    "Pruitt",
    "Rowe",
    "Sato",
    "Thorne",
];

/// The n-th person: first and last name.
pub fn name(n: usize) -> (&'static str, &'static str) {
    (FIRST[n % FIRST.len()], LAST[(n * 7 + n / FIRST.len()) % LAST.len()])
}

pub fn full(n: usize) -> String {
    let (first, last) = name(n);
    format!("{first} {last}")
}
