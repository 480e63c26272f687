#!/usr/bin/env bash
# Hold our output against other people's programs: each tests/interop/*.sh is
# run from the repository's root by bash -eu with $DICTUM, $ROOT and an empty
# folder of its own in $SCRATCH; 0 passes, 77 skips, anything else fails. In
# CI, where `make deps` has installed the programs, a skip fails too, unless it
# is for data that a variable DICTUM_NAME names and that is nobody's package.
set -u
cd "$(dirname "$0")/../.." || exit 2
ROOT=$PWD
DICTUM=$PWD/${BUILD:-build}/dictum
export ROOT DICTUM SCRATCH LC_ALL=C TZ=UTC
passed=0 failed=0 skipped=0
for script in tests/interop/*.sh; do
    [ "$script" != tests/interop/run.sh ] || continue
    name=$(basename "$script" .sh)
    SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/dictum-interop.XXXXXX") || exit 2
    status=0
    bash -eu "$script" >"$SCRATCH.log" 2>&1 </dev/null || status=$?
    if [ "$status" = 77 ] && { [ "${CI-}" != true ] ||
        tail -n 1 "$SCRATCH.log" | grep -q "^DICTUM_"; }; then
        echo "skipped: $name ($(tail -n 1 "$SCRATCH.log"))"
        skipped=$((skipped + 1))
    elif [ "$status" = 0 ]; then
        echo "passed: $name"
        passed=$((passed + 1))
    else
        echo "FAILED: $name (status $status)"
        sed 's/^/    /' "$SCRATCH.log" | tail -n 60
        failed=$((failed + 1))
    fi
    rm -rf "$SCRATCH" "$SCRATCH.log"
done
echo "interop: $passed passed, $failed failed, $skipped skipped"
if [ $((passed + failed + skipped)) = 0 ]; then
    echo "interop: there is no tests/interop/*.sh, nothing was checked" >&2
    exit 1
fi
[ "$failed" = 0 ]
