#!/usr/bin/env bash
# Starts the product with the demo on a free folder and port beside a mail server, clicks through it in Chromium, and
# stops both. Arguments go to Playwright; CNC_E2E_PORT and CNC_E2E_MAIL_PORT choose the ports, CNC_E2E_BINARY the program,
# CNC_E2E_RESULTS the folder in which its traces and pictures of failures stay.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
port=${CNC_E2E_PORT:-18099}
mail_port=${CNC_E2E_MAIL_PORT:-$((port + 1000))}
binary=${CNC_E2E_BINARY:-${CARGO_TARGET_DIR:-target}/debug/cnc}
tools=${CARGO_TARGET_DIR:-target}/e2e-mail
if [ ! -x "$tools/bin/python" ] || ! "$tools/bin/python" -c 'import aiosmtpd' 2>/dev/null; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check 'aiosmtpd==1.4.6'
fi
data=$(mktemp -d "${TMPDIR:-/tmp}/cnc-e2e.XXXXXX")
chmod 711 "$data"
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ -n "${CNC_E2E_KEEP:-}" ] && cp "$data/serve.log" "$CNC_E2E_KEEP" || true
  rm -rf "$data"
}
trap finish EXIT

# started PID LOG WORDS: waits until the program has said the words, or shows what it said instead.
started() {
  for _ in $(seq 180); do
    grep -q "$3" "$2" && return 0
    kill -0 "$1" 2>/dev/null || break
    sleep 1
  done
  cat "$2" >&2
  return 1
}

"$tools/bin/python" web/e2e/parts/mailbox.py "$mail_port" "$data/mail" >"$data/mail.log" 2>&1 &
pids+=($!)
started "${pids[0]}" "$data/mail.log" 'mailbox listens'
CNC_DATA=$data/data CNC_LISTEN=127.0.0.1:$port CNC_NO_RATE_LIMITS=true CNC_TEXTS_INSIDE=true CNC_CARDS_INSIDE=true CNC_PUSHES_INSIDE=true \
  CNC_SMTP_URL=smtp://127.0.0.1:$mail_port CNC_MAIL_FROM=no-reply@cnc.example \
  "$binary" serve --demo >"$data/serve.log" 2>&1 &
pids+=($!)
started "${pids[1]}" "$data/serve.log" 'listens on'

case $binary in /*) ;; *) binary=$root/$binary ;; esac
cd web
CNC_URL=http://127.0.0.1:$port CNC_E2E_MAIL=$data/mail CNC_E2E_BINARY=$binary npx playwright test --output="${CNC_E2E_RESULTS:-$data/results}" "$@"
