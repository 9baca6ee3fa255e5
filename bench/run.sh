#!/usr/bin/env bash
# Measures the product beside the bare database and beside FastAPI, prints the figures and stops. Everything stays on
# 127.0.0.1 and in one folder that is removed at the end.
#
#   BENCH_CUSTOMERS   customers altogether (1000000)      BENCH_SMALL   the size compared with (a tenth)
#   BENCH_SECONDS     length of a measurement (6)         BENCH_WARMUP  before each (3)
#   BENCH_CONNECTIONS kept busy (16)                      BENCH_ROUNDS  alternations (5)
#   BENCH_STREAMS     idle event streams (10000)          BENCH_LARGE   the one large company of the searches (100000)
#   BENCH_ONLY        e.g. read,create,fastapi,streams    BENCH_BINARY  (target/release/cnc)
#   BENCH_ONLY=price  only prices of sixty lines, BENCH_PRICES of each kind (500)
#   BENCH_ONLY=large  only searches in one company of BENCH_LARGE (1000000) beside a tenth, BENCH_SEARCHES (400)
#   BENCH_ONLY=import measures an import instead, of      BENCH_ROWS    customers (100000)
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${BENCH_BINARY:-${CARGO_TARGET_DIR:-target}/release/cnc}")
[ -x "$binary" ] || { echo "build it first: cargo build --release -p app" >&2; exit 1; }
for tool in wrk pgbench psql python3; do
  command -v $tool >/dev/null && continue
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends wrk postgresql-contrib python3-venv >/dev/null
  break
done

# As root the database runs as its own account, which must reach its folder.
data=$(mktemp -d "${BENCH_FOLDER:-/var/tmp}/cnc-bench.XXXXXX")
chmod 711 "$data"
run=""
cleanup() {
  trap - EXIT INT TERM
  if [ -n "$run" ] && kill -0 "$run" 2>/dev/null; then
    kill -TERM "$run" 2>/dev/null || true
    wait "$run" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

if [ "${BENCH_ONLY:-}" = import ]; then
  PYTHONDONTWRITEBYTECODE=1 python3 bench/import.py "$binary" "$data" &
  run=$!
  wait "$run"
  exit
fi

venv=$(realpath "${CARGO_TARGET_DIR:-target}")/bench-venv
if ! cmp -s bench/fastapi/requirements.txt "$venv/installed"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r bench/fastapi/requirements.txt
  cp bench/fastapi/requirements.txt "$venv/installed"
fi

ulimit -n "$(ulimit -Hn)"
program=(bench/run.py "$binary" "$data" "$venv")
[ "${BENCH_ONLY:-}" = large ] && program=(bench/large.py "$binary" "$data")
[ "${BENCH_ONLY:-}" = price ] && program=(bench/pricing.py "$binary" "$data")
PYTHONDONTWRITEBYTECODE=1 python3 "${program[@]}" &
run=$!
wait "$run"
