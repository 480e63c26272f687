#!/usr/bin/env bash
# Run the command-line tests.
#
#   BUILD=build tests/cli/run.sh [--tap FILE] [VERB | VERB/NAME]...
#
# A test is tests/cli/VERB/NAME.sh and what it is expected to give beside it:
# NAME.out (standard output; none: nothing), NAME.err (standard error; none:
# anything), NAME.status (exit status; none: 0). It is run by bash -eu, in an
# empty folder of its own, with a clean environment in which
#   dictum (also $DICTUM) is the program, $ROOT this repository, $TESTS its
#   tests, $DICTUM_SOURCES the articles under copyright or empty, $SANITIZED
#   not empty under sanitizers, HOME and TMPDIR folders of its own.
# In what it prints, the path of its folder reads DIR and that of the
# repository ROOT. Status 77 skips it; its last line on stderr says why.
#
# UPDATE=1      rewrites the expected files instead (.err when it is there, or
#               when the test is new and fails)
# JOBS=N        tests at a time (2)
# TEST_TIMEOUT  seconds after which a test has failed (300; under sanitizers 900)
# ONLY          as the arguments
set -u
cd "$(dirname "$0")/../.." || exit 2
ROOT=$PWD
BUILD=$(cd "${BUILD:-build}" && pwd) || exit 2

expect() { # FILE ACTUAL WHAT: shows the difference
    local wanted=$1
    [ -e "$wanted" ] || wanted=/dev/null
    cmp -s "$wanted" "$2" && return 0
    diff -u -a --label "$3 expected" --label "$3 got" "$wanted" "$2" |
        head -n 60
    return 1
}

update() { # STEM STATUS OUT ERR
    local new=
    [ -e "$1.out" ] || [ -e "$1.err" ] || [ -e "$1.status" ] || new=1
    if [ -s "$3" ]; then cp "$3" "$1.out"; else rm -f "$1.out"; fi
    if [ -e "$1.err" ] || { [ -n "$new" ] && [ "$2" != 0 ]; }; then
        cp "$4" "$1.err"
    fi
    if [ "$2" != 0 ]; then echo "$2" >"$1.status"; else rm -f "$1.status"; fi
}

judge() { # SCRIPT STEM STATUS SCRATCH: ok, not ok or skip on the last line
    local stem=$2 status=$3 scratch=$4 verdict=ok wanted=0 reason
    if [ "$status" = 77 ]; then
        reason=$(tail -n 1 "$scratch/err")
        if [ "${CI-}" = true ] && [ -n "${DICTUM_SOURCES-}" ] &&
            grep -q -e need_sources -e DICTUM_SOURCES "$1"; then
            echo "skipped in CI though the articles are there: $reason"
            echo "not ok"
        else
            echo "skip ${reason:-gives no reason}"
        fi
        return
    fi
    for log in "$scratch"/sanitizer.*; do
        [ -e "$log" ] || continue
        cat "$log"
        verdict="not ok"
    done
    for stream in out err; do
        sed -e "s|$scratch/run|DIR|g" -e "s|$ROOT|ROOT|g" \
            <"$scratch/$stream" >"$scratch/$stream.plain"
    done
    if [ -n "${UPDATE-}" ]; then
        update "$stem" "$status" "$scratch/out.plain" "$scratch/err.plain"
    fi
    [ -e "$stem.status" ] && wanted=$(<"$stem.status")
    if [ "$status" != "$wanted" ]; then
        echo "status $status, expected $wanted"
        verdict="not ok"
    fi
    expect "$stem.out" "$scratch/out.plain" stdout || verdict="not ok"
    if [ -e "$stem.err" ]; then
        expect "$stem.err" "$scratch/err.plain" stderr || verdict="not ok"
    elif [ "$verdict" != ok ]; then
        tail -n 20 "$scratch/err.plain"
    fi
    echo "$verdict"
}

run_one() { # VERB/NAME
    local script=$ROOT/tests/cli/$1.sh stem=$ROOT/tests/cli/$1
    local scratch=$RESULTS/scratch/${1/\//.} status=0 log
    mkdir "$scratch" "$scratch/run" "$scratch/home" "$scratch/tmp"
    printf '%s\n' '[user]' 'name = Tester' 'email = tester@example.org' \
        '[init]' 'defaultBranch = main' '[gc]' 'auto = 0' \
        >"$scratch/home/.gitconfig"
    cd "$scratch/run" || exit 2
    log=log_path=$scratch/sanitizer
    env -i PATH="$BUILD:$PATH" HOME="$scratch/home" TMPDIR="$scratch/tmp" \
        LC_ALL=C TZ=UTC GIT_CONFIG_NOSYSTEM=1 TERM=dumb \
        GIT_AUTHOR_DATE=2024-05-01T12:00:00Z \
        GIT_COMMITTER_DATE=2024-05-01T12:00:00Z \
        ASAN_OPTIONS="${ASAN_OPTIONS-}:$log" \
        UBSAN_OPTIONS="${UBSAN_OPTIONS-}:$log" \
        DICTUM="$BUILD/dictum" ROOT="$ROOT" TESTS="$ROOT/tests" CI="${CI-}" \
        DICTUM_SOURCES="${DICTUM_SOURCES-}" SANITIZED="${SANITIZED-}" \
        timeout "${TEST_TIMEOUT:-$((${SANITIZED:-0} ? 900 : 300))}" bash -eu "$script" \
        >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
    judge "$script" "$stem" "$status" "$scratch" >"$RESULTS/${1/\//.}"
    rm -rf "$scratch" 2>/dev/null ||
        { chmod -R u+rwX "$scratch" && rm -rf "$scratch"; }
}

if [ "${1-}" = --one ]; then
    run_one "$2"
    exit 0
fi

tap=$BUILD/cli.tap
if [ "${1-}" = --tap ]; then
    tap=$2
    shift 2
fi
RESULTS=$(mktemp -d "${TMPDIR:-/tmp}/dictum-cli.XXXXXX") || exit 2
trap 'rm -rf "$RESULTS"' EXIT
mkdir "$RESULTS/scratch"
export RESULTS BUILD

# shellcheck disable=SC2086 # ONLY holds words
set -- "$@" ${ONLY-}
for each in tests/cli/*/*.sh; do
    [ -e "$each" ] || continue
    name=${each#tests/cli/}
    name=${name%.sh}
    wanted=$#
    for only in "$@"; do
        case $name in "$only" | "$only"/*) wanted=0 ;; esac
    done
    [ "$wanted" != 0 ] || echo "$name"
done >"$RESULTS/names.txt"
xargs -r -P "${JOBS:-2}" -n 1 tests/cli/run.sh --one <"$RESULTS/names.txt"

failed=0
while read -r name; do
    result=$RESULTS/${name/\//.}
    verdict="not ok"
    [ -e "$result" ] && verdict=$(tail -n 1 "$result")
    case $verdict in
        ok) echo "ok - cli::$name" ;;
        skip*) echo "ok - cli::$name # SKIP ${verdict#skip }" ;;
        *)
            echo "not ok - cli::$name"
            failed=1
            {
                echo "FAILED tests/cli/$name.sh"
                [ -e "$result" ] && sed '$d; s/^/    /' "$result"
            } >&2
            ;;
    esac
done <"$RESULTS/names.txt" >"$tap"
echo "command-line tests: $(wc -l <"$tap") run" >&2
exit "$failed"
