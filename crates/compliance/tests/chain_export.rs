//! The export around its edges: periods, keys, known checkpoints, the command.

mod sample;

use compliance::chain::*;
use ed25519_dalek::{SigningKey, pkcs8::EncodePublicKey, pkcs8::spki::der::pem::LineEnding};
use sample::{COMPANY, Trail, check, join, key, keys};

fn public_pem() -> String {
    key().verifying_key().to_public_key_pem(LineEnding::LF).unwrap()
}

#[test]
fn cmp_6_export_of_a_period_says_where_it_begins() {
    let trail = Trail::new(&[3, 2, 5, 4], &[1, 2, 4]);
    let known = &trail.checkpoints[2].checkpoint;
    let before = &trail.checkpoints[1].checkpoint;
    for known in [None, Some(known), Some(before)] {
        let report = check(&trail.export_from(3), known);
        assert!(report.is_clean(), "{report}");
        assert_eq!((report.first_block, report.last_block, report.blocks), (3, 4, 2));
        assert!(report.to_string().contains("begins with block 3"), "{report}");
    }
    let mut other = before.clone();
    other.last_hash = Hash::ZERO;
    let report = check(&trail.export_from(3), Some(&other));
    assert_eq!(report.finding(Kind::BadLink).unwrap().place, Place::Block(3));
    let mut lines = trail.lines();
    lines.drain(1..5);
    assert_eq!(check(&join(&lines), None).finding(Kind::Missing).unwrap().place, Place::Block(1));
}

#[test]
fn cmp_6_known_checkpoint_shows_what_a_whole_looking_file_hides() {
    let trail = Trail::new(&[3, 2, 5, 4], &[2, 4]);
    let mut cut = trail.clone();
    cut.blocks.truncate(2);
    cut.checkpoints.truncate(1);
    assert!(check(&cut.export(), None).is_clean());
    let report = check(&cut.export(), Some(&trail.checkpoints[1].checkpoint));
    assert_eq!(report.finding(Kind::Truncated).unwrap().place, Place::End);
    assert_eq!(report.findings.len(), 1, "{report}");

    let mut stranger = trail.checkpoints[1].checkpoint.clone();
    stranger.company = uuid::Uuid::from_u128(9);
    assert!(check(&trail.export(), Some(&stranger)).finding(Kind::BadLink).is_some());
    let mut rewritten = trail.checkpoints[1].checkpoint.clone();
    rewritten.last_hash = leaf_hash(b"another history");
    assert!(check(&trail.export(), Some(&rewritten)).finding(Kind::BadLink).is_some());
    rewritten.last_block = u64::MAX;
    assert!(check(&trail.export(), Some(&rewritten)).finding(Kind::Truncated).is_some());
}

#[test]
fn cmp_5_unsigned_blocks_idle_days_and_a_new_key() {
    let mut trail = Trail::new(&[2, 2, 1], &[2]);
    let report = check(&trail.export(), None);
    assert!(report.is_clean() && report.to_string().contains("Blocks 3 to 3 are not covered"), "{report}");

    let new_key = SigningKey::from_bytes(&[9; 32]);
    let mut idle = trail.checkpoints[0].checkpoint.clone();
    idle.previous = idle.hash();
    idle.day = idle.day.tomorrow().unwrap();
    trail.checkpoints.push(idle.clone().sign(&new_key));
    let both: PublicKeys = [key().verifying_key(), new_key.verifying_key()].into_iter().collect();
    let export = trail.export();
    assert!(verify(&*export, &both, Some(&idle)).unwrap().is_clean());
    let report = verify(&*export, &keys(), None).unwrap();
    assert_eq!(report.finding(Kind::BadSignature).unwrap().place, Place::Checkpoint(idle.day));
}

#[test]
fn cmp_6_forged_tail_without_signature_is_found_by_its_own_numbers() {
    let trail = Trail::new(&[2, 3], &[1]);
    let mut forged = trail.clone();
    let block = &mut forged.blocks[1].0;
    block.count = 4;
    block.hash = block_hash(COMPANY, block.number, &block.prev, block.count, &block.root);
    assert_eq!(check(&forged.export(), None).finding(Kind::BadLink).unwrap().place, Place::Block(2));
    let mut forged = trail.clone();
    forged.blocks[1].0.first_at = None;
    assert_eq!(check(&forged.export(), None).finding(Kind::Changed).unwrap().place, Place::Block(2));
    let mut forged = trail;
    forged.blocks[1].0.leaves.swap(0, 2);
    assert_eq!(check(&forged.export(), None).finding(Kind::Changed).unwrap().place, Place::Block(2));
}

#[test]
fn cmp_6_database_is_checked_without_a_file() {
    let trail = Trail::new(&[2, 2], &[2]);
    let keys = keys();
    let id = key_id(&key().verifying_key());
    let mut writer = ExportWriter::new(Verifier::new(&keys, None), COMPANY, &id, 1).unwrap();
    for (block, entries) in &trail.blocks {
        writer.block(block).unwrap();
        entries.iter().for_each(|e| writer.entry(e).unwrap());
    }
    trail.checkpoints.iter().for_each(|c| writer.checkpoint(c).unwrap());
    let report = writer.finish().unwrap().finish();
    assert!(report.is_clean() && report.entries == 4, "{report}");
    assert!(ExportWriter::new(Vec::new(), COMPANY, &id, 1).unwrap().entry(b"{\n}").is_err());
}

#[test]
fn cmp_6_command_needs_only_the_file_and_the_public_key() {
    let trail = Trail::new(&[3, 2], &[2]);
    let export = trail.export();
    let line = trail.lines()[trail.lines().len() - 2].clone();
    let object = serde_json::to_string(&trail.checkpoints[0]).unwrap();
    let hex = format!("# key of the house\n{}\n", hex::encode(key().verifying_key().as_bytes()));
    for keys in [public_pem(), hex] {
        for known in [None, Some(&*line), Some(&*object)] {
            let outcome = verify_audit(&*export, &keys, known);
            assert_eq!(outcome.exit, 0, "{}", outcome.text);
            assert!(outcome.text.contains("The trail is unaltered"), "{}", outcome.text);
        }
    }
    let cut = verify_audit(&export[..export.len() - 300], &public_pem(), None);
    assert_eq!(cut.exit, 1);
    assert!(cut.text.contains("TRUNCATED: end of the file"), "{}", cut.text);
    assert_eq!(verify_audit(&*export, "", None).exit, 2);
    assert_eq!(verify_audit(&*export, "no key", None).exit, 2);
    assert_eq!(verify_audit(&*export, &public_pem(), Some("{}")).exit, 2);
    let foreign = trail.checkpoints[0].checkpoint.clone().sign(&SigningKey::from_bytes(&[1; 32]));
    let foreign = serde_json::to_string(&foreign).unwrap();
    assert_eq!(verify_audit(&*export, &public_pem(), Some(&foreign)).exit, 2);
    for rubbish in [&b""[..], b"\n", b"PK\x03\x04", b"{\"end\":{}}\n"] {
        assert_eq!(verify_audit(rubbish, &public_pem(), None).exit, 1);
    }
}
