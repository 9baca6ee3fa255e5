#!/usr/bin/env bash
# Takes the pictures of docs/screens anew: starts the product with the demo, opens each screen, keeps what it shows.
# Needs the built web apps and program (make run does both); stops at a picture above 150 kB.
set -euo pipefail
cd "$(dirname "$0")/.."
taken=$(mktemp -d "${TMPDIR:-/tmp}/cnc-screens.XXXXXX")
trap 'rm -rf "$taken"' EXIT
CNC_SCREENS_DIR=$taken CNC_SCREENS_ONLY='today,dispatch board,quote builder,crew step on site,open offer' \
  scripts/e2e.sh screens.spec --grep 'staff app: desk|crew.s app: phone, light|customer.s pages: phone, light'

most=150000
keep() {
  local bytes
  bytes=$(wc -c <"$taken/$1")
  if [ "$bytes" -gt "$most" ]; then
    echo "$2: $bytes bytes, at most $most" >&2
    return 1
  fi
  cp "$taken/$1" "docs/screens/$2"
}
mkdir -p docs/screens
keep desk-light-en/dispatch-board.png board.png
keep desk-light-en/today.png today.png
keep desk-light-en/quote-builder.png quote.png
keep desk-dark-fr/dispatch-board.png board-dark-french.png
keep phone-light-en/crew-step-on-site.png crew-phone.png
keep phone-light-en/open-offer.png offer-phone.png
