//! The worked examples, byte for byte, and the proofs.

mod sample;

use compliance::chain::*;
use proptest::prelude::*;
use sample::{COMPANY, check, join, key, keys};
use serde_json::json;
use uuid::Uuid;

const ENTRIES: [&str; 3] = [
    r#"{"action":"CREATE","entity":"customer","seq":1}"#,
    r#"{"action":"UPDATE","entity":"customer","seq":2}"#,
    r#"{"action":"LOGIN","entity":"session","seq":3}"#,
];

fn hash(text: &str) -> Hash {
    text.parse().unwrap()
}

fn leaves(entries: &[&str]) -> Vec<Hash> {
    entries.iter().map(|e| leaf_hash(e.as_bytes())).collect()
}

fn example() -> Vec<String> {
    let fourth = br#"{"action":"DELETE","entity":"lead","seq":4}"#;
    let one = Block::seal(COMPANY, 1, Hash::ZERO, None, None, leaves(&ENTRIES)).unwrap();
    let two = Block::seal(COMPANY, 2, one.hash, None, None, vec![leaf_hash(fourth)]).unwrap();
    let id = key_id(&key().verifying_key());
    let mut writer = ExportWriter::new(Vec::new(), COMPANY, &id, 1).unwrap();
    writer.block(&one).unwrap();
    ENTRIES.iter().for_each(|e| writer.entry(e.as_bytes()).unwrap());
    writer.block(&two).unwrap();
    writer.entry(fourth).unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn cmp_4_example_1_leaves_root_and_block_hashes() {
    assert_eq!(COMPANY, "00000000-0000-7000-8000-000000000001".parse::<Uuid>().unwrap());
    for (text, seq) in ENTRIES.iter().zip(1..) {
        let (action, entity) = [("CREATE", "customer"), ("UPDATE", "customer"), ("LOGIN", "session")][seq - 1];
        let value = json!({"seq": seq, "entity": entity, "action": action});
        assert_eq!(entry_bytes(value).unwrap(), text.as_bytes());
    }
    let leaves = leaves(&ENTRIES);
    assert_eq!(leaves[0], hash("b675b66068395f70ba7a8c4e9f700a484d53253152026178bf18a595e49ababc"));
    assert_eq!(leaves[1], hash("8d349a308d47fec9f956ae07c76e04061d1a61c1b0e980ee393b33244d13b3b8"));
    assert_eq!(leaves[2], hash("7ae7658860ed4bfffc37b13dee2ee974a0912ab2ecf6a999a21899a609148cac"));
    let one = Block::seal(COMPANY, 1, Hash::ZERO, None, None, leaves).unwrap();
    assert_eq!(one.root, hash("644bdfa57dcae2b3929912c5e4e49f221c376d5c3db78c6ed6664483cce0e63c"));
    assert_eq!(one.hash, hash("54907dc812443197f40d4554ceacaaf108ee0a6cfabda1c4e56db2f30f113fef"));
    let fourth = leaf_hash(br#"{"action":"DELETE","entity":"lead","seq":4}"#);
    let two = Block::seal(COMPANY, 2, one.hash, None, None, vec![fourth]).unwrap();
    assert_eq!(two.hash, hash("9e8875ae030daa464b720d29013f396f8ac7536c421d2843469424ae066af560"));
}

#[test]
fn cmp_7_example_2_proof_of_entry_3_is_one_hash() {
    let leaves = leaves(&ENTRIES);
    let proof = inclusion_proof(&leaves, 2).unwrap();
    assert_eq!(proof.path, [hash("736c6dbf468523d75d41b6e8a10cfc25ef0c87b9d5b8b180fcd93faac88e2cb3")]);
    assert!(verify_inclusion(&leaves[2], &proof, &merkle_root(&leaves)));
    assert!(!verify_inclusion(&leaves[1], &proof, &merkle_root(&leaves)));
    assert!(inclusion_proof(&leaves, 3).is_none());
}

#[test]
fn cmp_6_example_2_changed_and_reordered() {
    let clean = example();
    let report = check(&join(&clean), None);
    assert!(report.is_clean(), "{report}");
    assert_eq!((report.blocks, report.entries), (2, 4));

    let forged = ENTRIES[1].replace("UPDATE", "DELETE");
    let root = merkle_root(&leaves(&[ENTRIES[0], &forged, ENTRIES[2]]));
    assert_eq!(root, hash("3395d474b01c222cad7997a95f281c8d2210f985b996f7d86873adef6c35aa2d"));
    let mut changed = clean.clone();
    changed[3] = changed[3].replace("UPDATE", "DELETE");
    let report = check(&join(&changed), None);
    assert_eq!(report.findings.len(), 1, "{report}");
    let finding = report.finding(Kind::Changed).unwrap();
    assert_eq!((finding.place, finding.line), (Place::Entry { block: 1, entry: 2 }, 4));
    assert!(report.to_string().contains("CHANGED: block 1, entry 2"), "{report}");

    let root = merkle_root(&leaves(&[ENTRIES[1], ENTRIES[0], ENTRIES[2]]));
    assert_eq!(root, hash("687226e39667f2a75be2a70331b93a8f8b32d1ab8c0650256765b585c3ecc1b5"));
    let mut swapped = clean;
    swapped.swap(2, 3);
    let report = check(&join(&swapped), None);
    assert_eq!(report.findings.len(), 1, "{report}");
    assert_eq!(report.finding(Kind::Reordered).unwrap().place, Place::Entry { block: 1, entry: 1 });
}

/// The tree by the recursive definition of RFC 9162 section 2.1.1.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [leaf] => *leaf,
        _ => {
            let split = leaves.len().next_power_of_two() / 2;
            node_hash(&root_by_definition(&leaves[..split]), &root_by_definition(&leaves[split..]))
        }
    }
}

#[test]
fn cmp_7_every_proof_of_every_small_tree() {
    for size in 1..=65_u32 {
        let leaves: Vec<_> = (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        let root = merkle_root(&leaves);
        assert_eq!(root, root_by_definition(&leaves));
        for (index, leaf) in leaves.iter().enumerate() {
            let proof = inclusion_proof(&leaves, index).unwrap();
            assert!(verify_inclusion(leaf, &proof, &root), "{index} of {size}");
            assert!(proof.path.len() <= leaves.len().next_power_of_two().ilog2() as usize);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cmp_7_proofs_hold_and_altered_ones_do_not(
        size in 1_usize..700, pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), bit in 0..8_u8,
    ) {
        let leaves: Vec<_> = (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        let (root, index) = (merkle_root(&leaves), pick.index(size));
        prop_assert_eq!(root, root_by_definition(&leaves));
        let proof = inclusion_proof(&leaves, index).unwrap();
        prop_assert!(verify_inclusion(&leaves[index], &proof, &root));

        let mut leaf = leaves[index];
        leaf.0[at.index(32)] ^= 1 << bit;
        prop_assert!(!verify_inclusion(&leaf, &proof, &root));
        let mut longer = proof.clone();
        longer.path.push(leaf);
        prop_assert!(!verify_inclusion(&leaves[index], &longer, &root));
        if !proof.path.is_empty() {
            let mut other = proof.clone();
            let step = at.index(other.path.len());
            other.path[step].0[0] ^= 1 << bit;
            prop_assert!(!verify_inclusion(&leaves[index], &other, &root));
            let mut shorter = proof.clone();
            shorter.path.pop();
            prop_assert!(!verify_inclusion(&leaves[index], &shorter, &root));
            let mut elsewhere = proof.clone();
            elsewhere.index = (elsewhere.index + 1) % elsewhere.size;
            prop_assert!(!verify_inclusion(&leaves[index], &elsewhere, &root));
        }
    }
}

#[test]
fn cmp_5_checkpoint_bytes_signature_and_hash() {
    let day = jiff::civil::date(2026, 3, 1);
    let (last_hash, previous) = (leaf_hash(b"a"), leaf_hash(b"b"));
    let checkpoint = Checkpoint { company: COMPANY, day, last_block: 258, last_hash, previous };
    let message = checkpoint.message();
    assert_eq!(message.len(), 99);
    assert_eq!(message[0], 3);
    assert_eq!(&message[1..17], COMPANY.as_bytes());
    assert_eq!(&message[17..27], b"2026-03-01");
    assert_eq!(&message[27..35], [0, 0, 0, 0, 0, 0, 1, 2]);
    assert_eq!(&message[35..], [last_hash.0, previous.0].concat());
    let signed = checkpoint.sign(&key());
    assert!(signed.verify(&keys()));
    let text = serde_json::to_string(&signed).unwrap();
    assert_eq!(serde_json::from_str::<SignedCheckpoint>(&text).unwrap(), signed);
    let other: PublicKeys = [ed25519_dalek::SigningKey::from_bytes(&[8; 32]).verifying_key()].into_iter().collect();
    assert!(!signed.verify(&other));
    let mut forged = signed;
    forged.checkpoint.last_block += 1;
    assert!(!forged.verify(&keys()));
}
