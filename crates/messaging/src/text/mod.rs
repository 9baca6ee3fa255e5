//! Text messages as such: how many segments a text takes, what a word alone in one means, and when one may arrive.

pub mod hours;
pub mod segments;
pub mod word;
pub mod zone;
