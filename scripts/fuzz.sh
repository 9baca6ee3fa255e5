#!/usr/bin/env bash
# Third-party checks of the API: the OpenAPI document passes openapi-spec-validator, then Schemathesis calls every
# operation of it with generated inputs, as nobody, as a company's administrator and as the super admin. No answer
# may be a 500 or anything the document does not describe. The seed is fixed; CNC_FUZZ_EXAMPLES says how many inputs
# an operation gets, CNC_FUZZ_PHASES which phases run, CNC_FUZZ_PASSES which callers. Further arguments go to
# Schemathesis.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${CNC_FUZZ_PORT:-18199}
binary=${CNC_FUZZ_BINARY:-${CARGO_TARGET_DIR:-target}/debug/cnc}
venv=$(realpath -m "${CARGO_TARGET_DIR:-target}/fuzz-venv")
reports=$(realpath -m "${CARGO_TARGET_DIR:-target}/fuzz")
examples=${CNC_FUZZ_EXAMPLES:-4}
phases=${CNC_FUZZ_PHASES:-examples,fuzzing}
passes=${CNC_FUZZ_PASSES:-anonymous company super}
pins='schemathesis==4.32.5 openapi-spec-validator==0.9.0'
if [ "$(cat "$venv/pins" 2>/dev/null)" != "$pins" ]; then
  python3 -m venv "$venv"
  # shellcheck disable=SC2086  # one word a package
  "$venv/bin/pip" install --quiet --disable-pip-version-check $pins
  echo "$pins" >"$venv/pins"
fi
mkdir -p "$reports"
data=$(mktemp -d "${TMPDIR:-/tmp}/cnc-fuzz.XXXXXX")
chmod 711 "$data"
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  cp "$data/serve.log" "$reports/serve.log" 2>/dev/null || true
  rm -rf "$data"
}
trap finish EXIT

CNC_DATA=$data/data CNC_LISTEN=127.0.0.1:$port CNC_NO_RATE_LIMITS=true "$binary" serve --demo >"$data/serve.log" 2>&1 &
server=$!
for _ in $(seq 180); do
  grep -q 'listens on' "$data/serve.log" && break
  kill -0 "$server" 2>/dev/null || break
  sleep 1
done
grep -q 'listens on' "$data/serve.log" || { cat "$data/serve.log" >&2; exit 1; }

export CNC_FUZZ_URL=http://127.0.0.1:$port PYTHONPATH=$PWD/scripts PYTHONDONTWRITEBYTECODE=1 SCHEMATHESIS_HOOKS=fuzz_hooks
curl -sSf "$CNC_FUZZ_URL/api/openapi.json" >"$reports/openapi.json"
"$venv/bin/openapi-spec-validator" "$reports/openapi.json"

# Schemathesis leaves a folder of its own where it runs.
settings=$PWD/scripts/fuzz.toml
cd "$reports"
findings=0
for who in $passes; do
  echo "fuzz: $who, $examples examples an operation, phases $phases"
  CNC_FUZZ_AS=$who "$venv/bin/schemathesis" --config-file "$settings" run "$reports/openapi.json" \
    --url "$CNC_FUZZ_URL" --phases "$phases" --max-examples "$examples" --seed 20261124 --workers 1 \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance \
    --generation-database none --generation-with-security-parameters false --suppress-health-check all \
    --warnings off --no-color "$@" >"$reports/$who.log" 2>&1 || { echo "fuzz: $who ended with $?"; findings=1; }
  grep -qE 'No issues found|failures|errors' "$reports/$who.log" || findings=1
  sed -n '/= SUMMARY =/,$p' "$reports/$who.log"
done
if [ "$findings" != 0 ]; then
  echo "fuzz: findings, see $reports/*.log" >&2
  exit 1
fi
echo "fuzz: no findings"
