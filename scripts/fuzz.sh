#!/bin/sh
# Fuzzes every target for $FUZZTIME each. The first run compiles every dependency anew, instrumented: minutes.
set -eu
cd "$(dirname "$0")/.."
: "${GO:=go}" "${FUZZTIME:=10s}"
n=0
for file in $(grep -rlE '^func Fuzz[A-Z]' --include='*_test.go' . | sort); do
	dir=$(dirname "$file")
	for target in $(sed -nE 's/^func (Fuzz[A-Za-z0-9_]+)\(.*/\1/p' "$file"); do
		echo "fuzz $dir $target"
		$GO test -run '^$' -fuzz "^$target\$" -fuzztime "$FUZZTIME" "$dir"
		n=$((n + 1))
	done
done
[ "$n" -gt 0 ] || { echo "no fuzz target found"; exit 1; }
echo "$n targets fuzzed for $FUZZTIME each"
