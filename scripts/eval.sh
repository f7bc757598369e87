#!/bin/sh
# Runs the evaluations with the minimum that the project has reached. The numbers are raised, never lowered.
set -eu
cd "$(dirname "$0")/.."
: "${SHARED:=../shared}" "${BIN:=$PWD/bin/shelfwise}"
SHARED=$(cd "$SHARED" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$SHARED/eval" && GOFLAGS=-buildvcs=false go build -o "$work/" ./cmd/...)

"$work/extracteval" -bin "$BIN" -data "$SHARED/data/pages" -min 0.98 -min-tiles 0.975
# What extraction adds to parsing, in processor time of one run that takes turns; the lesser of two runs. The aim is .5; loaded machines add .1.
go test -run '^$' -bench 'Cost/real/^$' -benchtime 3x -count 2 ./scraper/extract/ | awk '
	$1 ~ /^BenchmarkCost\/real\/(-[0-9]+)?$/ { for (i = 2; i < NF; i++) if ($(i+1) == "added/parse" && (!least || $i < least)) least = $i }
	END { if (!least) exit 1; print "extraction adds", least, "of the parse"; exit least > 0.6 }'
"$work/priceeval" -bin "$BIN" -data "$SHARED/data/price_cases.jsonl" -min 0.97
"$work/matcheval" -bin "$BIN" -data "$SHARED/data/matching/abt-buy" -min 0.93
"$work/matcheval" -bin "$BIN" -data "$SHARED/data/matching/amazon-google" -min 0.72
"$work/matcheval" -bin "$BIN" -data "$SHARED/data/matching/wdc-computers" -min 0.92
"$work/matcheval" -bin "$BIN" -data "$SHARED/data/matching/wdc-cameras" -min 0.915
"$work/adviceeval" -bin "$BIN" -data "$SHARED/data/market/plain" -min-share 0.98 -max-regret 0.01
"$work/adviceeval" -bin "$BIN" -data "$SHARED/data/market/dirty" -min-share 0.92 -max-regret 0.01
