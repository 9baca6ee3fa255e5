//! What a phone takes along for the day. It consists of journeys, so it is put together here; what phones send back
//! is `mobile`'s.

pub mod read;
