#!/usr/bin/env bash
# Run the unit tests, the command-line tests or both (the default), and end
# with one line: N passed, N failed, N skipped. Fails when a test failed.
#
#   BUILD=build tests/run.sh [unit|cli]
#
# SANITIZED=1   the programs carry sanitizers: what they report is a failure
# DICTUM_SOURCES  folder of the articles under copyright; unless set,
#               ../shared/sources beside the repository, when that exists
# DICTUM_EVAL   folder of real pages with gold, on which HTML is held against
#               gumbo; unless set, those tests are skipped
# DICTUM_HTML5LIB  checkout of html5lib-tests; unless set, likewise
# CI=true       a test of those articles may not be skipped when they are there
set -u
cd "$(dirname "$0")/.." || exit 2
export BUILD=${BUILD:-build} LC_ALL=C TZ=UTC SANITIZED=${SANITIZED-} CI=${CI-}
if [ -z "${DICTUM_SOURCES-}" ] && [ -d ../shared/sources ]; then
    DICTUM_SOURCES=$(cd ../shared/sources && pwd)
fi
export DICTUM_SOURCES=${DICTUM_SOURCES-}

reports="$PWD/$BUILD/reports"
mkdir -p "$reports"
rm -f "$reports"/*

# Criterion ends with status 0 though a sanitizer found a leak in the process
# of a test, so the reports are what counts.
if [ -n "$SANITIZED" ]; then
    export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1"
    export UBSAN_OPTIONS="print_stacktrace=1"
    sanitizer_log="log_path=$reports/sanitizer"
fi

run_unit() {
    local status=0 tap=$reports/unit.tap
    if [ -n "$SANITIZED" ]; then
        ASAN_OPTIONS="$ASAN_OPTIONS:$sanitizer_log" \
            UBSAN_OPTIONS="$UBSAN_OPTIONS:$sanitizer_log" \
            timeout 1200 "$BUILD/unit-tests" --tap="$tap" || status=$?
        for log in "$reports"/sanitizer.*; do
            [ -e "$log" ] || continue
            cat "$log"
            echo "not ok - unit::sanitizer ${log##*/}" >>"$tap"
        done
    else
        timeout 1200 "$BUILD/unit-tests" --tap="$tap" || status=$?
    fi
    # A run that broke off did not report all that it announced.
    if ! awk -v status="$status" '
        /^1\.\./ { planned = substr($0, 4) }
        /^(not )?ok/ { seen++ }
        /^not ok/ { failed++ }
        END { exit !(seen >= planned && seen && (!status || failed)) }
        ' "$tap"; then
        echo "unit tests: ended with status $status before all had reported"
        echo "not ok - unit::all" >>"$tap"
    fi
    if [ "$CI" = true ] && [ -n "$DICTUM_SOURCES" ]; then
        sed -i.bak '/# SKIP.*DICTUM_SOURCES/s/^ok/not ok/' "$tap"
        rm -f "$tap.bak"
    fi
}

case ${1-} in
    unit) run_unit ;;
    cli) tests/cli/run.sh --tap "$reports/cli.tap" ;;
    "")
        run_unit
        tests/cli/run.sh --tap "$reports/cli.tap"
        ;;
    *)
        echo "usage: tests/run.sh [unit|cli]" >&2
        exit 2
        ;;
esac

sed -n 's/^\(not \)\{0,1\}ok - \(.*[^ ]\)  *# SKIP \(.*\)/skipped: \2 (\3)/p' \
    "$reports"/*.tap
awk '
    /^not ok/ { failed++; next }
    /^ok.*# SKIP/ { skipped++; next }
    /^ok/ { passed++ }
    END {
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0 || passed == 0
    }' "$reports"/*.tap
