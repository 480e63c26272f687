#!/usr/bin/env bash
# Run shellcheck on every script that git tracks, found by name or first line;
# and find what bash -e passes over, so that a test with it could not fail.
set -u
cd "$(dirname "$0")/../.." || exit 2
scripts=$(
    git ls-files -- '*.sh'
    git grep -lIE '^#!.*[/ ](ba)?sh$' -- ':!*.sh' ':!tests/fixtures'
)
[ -n "$scripts" ] || { echo "scripts.sh: no scripts found" >&2; exit 2; }
if git grep -nE '^ *! ' -- 'tests/cli/*.sh' 'tests/cli/*.bash'; then
    echo "scripts.sh: a '!' never ends a test (expect_status 1)" >&2
    exit 1
fi
# Tests are run by bash -eu, source files by a variable, take variables from
# those, and write traps that name the process they mean.
# shellcheck disable=SC2086 # one word a script
shellcheck --severity=warning --shell=bash \
    --exclude=SC1090,SC1091,SC2034,SC2064,SC2154,SC2164 $scripts
