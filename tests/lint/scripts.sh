#!/usr/bin/env bash
# Run shellcheck on every script that git tracks, found by name or first line.
set -u
cd "$(dirname "$0")/../.." || exit 2
scripts=$(
    git ls-files -- '*.sh'
    git grep -lIE '^#!.*[/ ](ba)?sh$' -- ':!*.sh' ':!tests/fixtures'
)
[ -n "$scripts" ] || { echo "scripts.sh: no scripts found" >&2; exit 2; }
# Tests are run by bash -eu and source lib.sh by a variable.
# shellcheck disable=SC2086 # one word a script
shellcheck --shell=bash --external-sources --source-path=SCRIPTDIR/.. \
    --exclude=SC1090,SC1091,SC2164 $scripts
