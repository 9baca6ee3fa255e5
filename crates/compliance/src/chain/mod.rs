//! The sealed audit trail without its database: canonical entries, Merkle blocks, signed
//! checkpoints, and the export a stranger can verify with nothing but a public key.
//!
//! # Hashes
//!
//! | what | SHA-256 over |
//! | --- | --- |
//! | leaf | `00` ‖ entry as canonical JSON (RFC 8785) |
//! | node | `01` ‖ left ‖ right, tree shape of RFC 9162 section 2.1 |
//! | block | `02` ‖ company id (16) ‖ number (8) ‖ previous block hash (32, zeros for block 1) ‖ count (4) ‖ root (32) |
//! | checkpoint | `03` ‖ company id (16) ‖ day as `YYYY-MM-DD` (10) ‖ last block number (8) ‖ its hash (32) ‖ previous checkpoint hash (32, zeros for the first) |
//!
//! Numbers are big-endian. The Ed25519 signature (RFC 8032) is made over the 99 bytes listed for
//! the checkpoint. A key is named by the first 16 hex digits of the SHA-256 of its 32 public bytes.
//!
//! # Export format `cnc-audit/1`
//!
//! JSON Lines in UTF-8. Every line ends with one LF, holds no white space outside of strings and
//! has its members in the order shown. Hashes are 64 and signatures 128 lower-case hex digits.
//!
//! ```text
//! {"format":"cnc-audit/1","company":"<uuid>","key_id":"<current signing key>","first_block":1}
//! {"block":{"number":1,"count":2,"first_at":"<time>","last_at":"<time>","root":"…","prev":"…","hash":"…","leaves":["…","…"]}}
//! {"entry":<canonical JSON of the entry>,"leaf":"…"}
//! {"entry":<canonical JSON of the entry>,"leaf":"…"}
//! {"checkpoint":{"company":"<uuid>","day":"2026-03-01","last_block":1,"last_hash":"…","previous":"…","signature":"…","key_id":"…"}}
//! {"end":{"last_block":1,"entries":2,"checkpoints":1}}
//! ```
//!
//! * Blocks stand in the order of their numbers, each followed by its entries in sealed order.
//! * `leaves` is the list stored when the block was sealed; `leaf` belongs to the entry beside it.
//! * `first_at` and `last_at` repeat the member `at` of the block's first and last entry, `null`
//!   for entries without it.
//! * A checkpoint follows the block it names as `last_block`. Before the first block stand only
//!   those that name the block before it.
//! * An export of a period starts at a later block: `first_block` says so and the report repeats it.

mod block;
mod block_order;
mod canonical;
mod checkpoint;
mod checkpoint_order;
mod command;
mod compare;
mod export;
mod hash;
mod keys;
mod line;
mod merkle;
mod open_block;
mod report;
mod trail;
mod verifier;

pub use block::{Block, MAX_ENTRIES, block_hash};
pub use canonical::{CanonicalError, canonical_json, entry_bytes};
pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use command::{Outcome, verify_audit};
pub use export::ExportWriter;
pub use hash::{Hash, leaf_hash, node_hash};
pub use keys::{PublicKeys, key_id};
pub use line::FORMAT;
pub use merkle::{InclusionProof, inclusion_proof, merkle_root, verify_inclusion};
pub use report::{Finding, Kind, Place, Report};
pub use verifier::{Verifier, verify};
