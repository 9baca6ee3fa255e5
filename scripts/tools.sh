#!/usr/bin/env bash
# Installs what is missing: PostgreSQL's programs (15 or newer) and Chromium for the end-to-end tests.
set -euo pipefail

have_postgres() {
  command -v postgres >/dev/null 2>&1 && return 0
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null && return 0
  compgen -G '/opt/homebrew/opt/postgresql@*/bin/postgres' >/dev/null && return 0
  compgen -G '/usr/local/opt/postgresql@*/bin/postgres' >/dev/null
}
have_chromium() {
  [ -n "${CNC_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
    || [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}
# The checks that others wrote (mail server, Merkle tree) live in an environment of Python's own.
have_venv() { python3 -c 'import ensurepip, venv' >/dev/null 2>&1; }
need=()
have_venv || need+=(python3-venv)
have_postgres || need+=(postgresql)
have_chromium || need+=(chromium)
command -v pdftotext >/dev/null 2>&1 || need+=(poppler-utils)
if [ ${#need[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null 2>&1; then
    sudo=""
    [ "$(id -u)" = 0 ] || sudo=sudo
    echo "installing ${need[*]}"
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
  elif command -v brew >/dev/null 2>&1; then
    for it in "${need[@]}"; do
      case $it in
        postgresql) brew install postgresql@17 ;;
        chromium) brew install --cask chromium ;;
        poppler-utils) brew install poppler ;;
        python3-venv) brew install python ;;
      esac
    done
  else
    echo "please install: ${need[*]}" >&2
    exit 1
  fi
fi
for it in cargo node npm; do
  command -v $it >/dev/null 2>&1 || { echo "please install $it first (Rust 1.92 or newer, Node.js 20 or newer)" >&2; exit 1; }
done
