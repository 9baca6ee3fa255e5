#!/usr/bin/env python3
"""Recomputes an audit export with code that is not ours.

The Merkle roots come from pymerkle, which implements the tree of RFC 9162 with SHA-256; block
hashes from hashlib; canonical JSON from the json module. With a public key, in hex, the checkpoints'
Ed25519 signatures are verified by OpenSSL, through cryptography.

    python3 -m venv VENV
    VENV/bin/pip install pymerkle==7.0.0 cryptography==50.0.2
    cargo run -p compliance --example verify_speed 25000 EXPORT
    VENV/bin/python crates/compliance/tests/rfc9162.py EXPORT [KEY]

Prints one line and returns 0 when every leaf, root, block hash and one inclusion proof a block
agree; prints the first difference and returns 1 otherwise.
"""

import hashlib
import json
import sys
import uuid

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree, verify_inclusion


def canonical(entry):
    """RFC 8785 for entries of ASCII member names and integers, which sort alike everywhere."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_text(line):
    """The bytes between the fixed beginning and end of an entry line."""
    return line[len(b'{"entry":') : -len(b',"leaf":""}') - 64]


class Difference(Exception):
    pass


def agree(what, ours, theirs):
    if ours != theirs:
        raise Difference(f"{what}: the file says {ours}, recomputed {theirs}")


def check_block(company, previous, block, entries):
    name = f"block {block['number']}"
    tree = InmemoryTree(algorithm="sha256")
    for place, line in enumerate(entries):
        text = entry_text(line)
        read = json.loads(line)
        agree(f"{name}, entry {place + 1}, spelling", text, canonical(read["entry"]))
        index = tree.append_entry(text)
        leaf = tree.get_leaf(index).hex()
        agree(f"{name}, entry {place + 1}, leaf", read["leaf"], leaf)
        agree(f"{name}, entry {place + 1}, leaf list", block["leaves"][place], leaf)
    agree(f"{name}, count", block["count"], len(entries))
    root = tree.get_root()
    agree(f"{name}, root", block["root"], root.hex())
    agree(f"{name}, link", block["prev"], previous)
    middle = (len(entries) + 1) // 2
    verify_inclusion(tree.get_leaf(middle), root, tree.prove_inclusion(middle))
    packed = (
        b"\x02"
        + company.bytes
        + block["number"].to_bytes(8, "big")
        + bytes.fromhex(previous)
        + len(entries).to_bytes(4, "big")
        + root
    )
    agree(f"{name}, hash", block["hash"], hashlib.sha256(packed).hexdigest())
    return block["hash"]


def check_signature(key, signed, packed):
    """Only with the key that the checkpoint names; keys of earlier days are not given."""
    if hashlib.sha256(key).hexdigest()[:16] != signed["key_id"]:
        raise Difference(f"checkpoint of {signed['day']}: signed with another key, {signed['key_id']}")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(signed["signature"]), packed)
    except InvalidSignature as wrong:
        raise Difference(f"checkpoint of {signed['day']}: its signature does not verify") from wrong


def check(path, key=None):
    with open(path, "rb") as export:
        lines = export.read().splitlines()
    header = json.loads(lines[0])
    agree("format", header["format"], "cnc-audit/1")
    company = uuid.UUID(header["company"])
    previous, checkpoint, signatures = "00" * 32, "00" * 32, 0
    block, entries, blocks, total = None, [], 0, 0
    for line in lines[1:]:
        if line.startswith(b'{"entry":'):
            entries.append(line)
            continue
        if block:
            previous = check_block(company, previous, block, entries)
            blocks, total = blocks + 1, total + len(entries)
        read = json.loads(line)
        block, entries = read.get("block"), []
        if signed := read.get("checkpoint"):
            agree("checkpoint, block", signed["last_hash"], previous)
            agree("checkpoint, link", signed["previous"], checkpoint)
            packed = (
                b"\x03"
                + company.bytes
                + signed["day"].encode()
                + signed["last_block"].to_bytes(8, "big")
                + bytes.fromhex(signed["last_hash"] + signed["previous"])
            )
            checkpoint = hashlib.sha256(packed).hexdigest()
            if key:
                check_signature(key, signed, packed)
                signatures += 1
    agree("entries", read["end"]["entries"], total)
    if key and not signatures:
        raise Difference("the export holds no signature")
    print(f"{blocks} blocks with {total} entries and {signatures} signatures agree.")


if __name__ == "__main__":
    try:
        check(sys.argv[1], bytes.fromhex(sys.argv[2]) if len(sys.argv) > 2 else None)
    except Difference as difference:
        print(difference)
        sys.exit(1)
