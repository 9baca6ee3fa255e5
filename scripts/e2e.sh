#!/usr/bin/env bash
# Starts the product with the demo on a free folder and port, clicks through it in Chromium, and stops it.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${CNC_E2E_PORT:-18099}
data=$(mktemp -d "${TMPDIR:-/tmp}/cnc-e2e.XXXXXX")
chmod 711 "$data"
CNC_DATA=$data/data CNC_LISTEN=127.0.0.1:$port CNC_NO_RATE_LIMITS=true "${CARGO_TARGET_DIR:-target}/debug/cnc" serve --demo >"$data/serve.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 120); do
  grep -q 'listens on' "$data/serve.log" && break
  kill -0 $server 2>/dev/null || { cat "$data/serve.log" >&2; exit 1; }
  sleep 1
done
grep -q 'listens on' "$data/serve.log" || { cat "$data/serve.log" >&2; exit 1; }
cd web
CNC_URL=http://127.0.0.1:$port npx playwright test "$@"
