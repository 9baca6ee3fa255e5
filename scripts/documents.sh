#!/usr/bin/env bash
# Writes the generated documents (API, roles, events), or with --check fails when the committed ones differ.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build -q --workspace --bin cnc
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"${CARGO_TARGET_DIR:-target}/debug/cnc" document openapi >"$out/openapi.json"
"${CARGO_TARGET_DIR:-target}/debug/cnc" document roles >"$out/roles.txt"
"${CARGO_TARGET_DIR:-target}/debug/cnc" document events >"$out/events.md"
mkdir -p docs/events
if [ "${1:-}" = --check ]; then
  diff -q "$out/openapi.json" openapi.json && diff -q "$out/roles.txt" docs/roles.txt && diff -q "$out/events.md" docs/events/README.md \
    || { echo "generated documents differ: run scripts/documents.sh" >&2; exit 1; }
else
  cp "$out/openapi.json" openapi.json
  cp "$out/roles.txt" docs/roles.txt
  cp "$out/events.md" docs/events/README.md
fi
