#!/bin/sh
# Runs every test of the project, and says first what is optional and missing here.
set -eu
cd "$(dirname "$0")/.."
: "${GO:=go}"
have() { command -v "$1" >/dev/null 2>&1; }

$GO version
if have chromium || have chromium-browser || have google-chrome; then echo "browser: found, the dashboard is opened in it"
else echo "browser: none found, the dashboard's browser test is left out (Debian: apt-get install chromium)"; fi
if [ -n "${SHELFWISE_TEST_MONGO:-}" ]; then echo "MongoDB: \$SHELFWISE_TEST_MONGO"
else echo "MongoDB: no server named, FerretDB is built and started for the tests (the first build takes minutes)"; fi
if [ -d ../shared/data ]; then echo "evaluation data: ../shared"
else echo "evaluation data: none at ../shared, the tests that measure on it are left out"; fi

$GO mod download
# Two packages need FerretDB: compiled here once, not twice at a time. Where it cannot be built they say so.
[ -n "${SHELFWISE_TEST_MONGO:-}" ] || $GO build -C store/mongo/ferret -buildvcs=false -tags ferretdb_no_postgresql -o /dev/null . || true
exec $GO test -timeout 30m ./...
