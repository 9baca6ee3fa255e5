#!/usr/bin/env bash
# Recomputes an exported audit trail with implementations that are not ours: its tree (RFC 9162) by pymerkle, its
# signatures (RFC 8032) by OpenSSL. Without an argument the trail comes from the demo: the product is started on a free
# folder and exports it through its own address.
#   scripts/merkle.sh [EXPORT [KEY]]     CNC_MERKLE_PORT and CNC_MERKLE_BINARY choose the port and the program.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
port=${CNC_MERKLE_PORT:-18097}
binary=${CNC_MERKLE_BINARY:-$target/debug/cnc}
tools=$target/merkle
if ! "$tools/bin/python" -c 'import cryptography, pymerkle' 2>/dev/null; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check 'pymerkle==7.0.0' 'cryptography==50.0.2'
fi
recompute() { "$tools/bin/python" crates/compliance/tests/rfc9162.py "$@"; }
if [ $# -gt 0 ]; then
  recompute "$@"
  exit
fi

data=$(mktemp -d "${TMPDIR:-/tmp}/cnc-merkle.XXXXXX")
chmod 711 "$data"
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap finish EXIT
CNC_DATA=$data/data CNC_LISTEN=127.0.0.1:$port CNC_NO_RATE_LIMITS=true "$binary" serve --demo >"$data/serve.log" 2>&1 &
server=$!
for _ in $(seq 180); do
  grep -q 'listens on' "$data/serve.log" && break
  kill -0 "$server" 2>/dev/null || { cat "$data/serve.log" >&2; exit 1; }
  sleep 1
done
python3 scripts/trail.py "http://127.0.0.1:$port" "$data/export.jsonl" "$data/key"
"$binary" verify audit "$data/export.jsonl" --key "$data/key"
recompute "$data/export.jsonl" "$(cat "$data/key")"

# The check has teeth: one changed letter of one entry must be found.
sed '0,/"operation":"access/s//"operation":"Access/' "$data/export.jsonl" >"$data/changed.jsonl"
if cmp -s "$data/export.jsonl" "$data/changed.jsonl"; then
  echo "nothing could be changed in the export" >&2
  exit 1
fi
if recompute "$data/changed.jsonl"; then
  echo "a changed entry went unseen" >&2
  exit 1
fi

# So has the other one: a changed digit of a signature.
sed 's/"signature":"\(.\)/"signature":"\1\1/; s/\("signature":"[0-9a-f]\{128\}\)[0-9a-f]*/\1/' "$data/export.jsonl" >"$data/forged.jsonl"
if cmp -s "$data/export.jsonl" "$data/forged.jsonl"; then
  echo "no signature could be changed in the export" >&2
  exit 1
fi
if recompute "$data/forged.jsonl" "$(cat "$data/key")"; then
  echo "a forged signature went unseen" >&2
  exit 1
fi
