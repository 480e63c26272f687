#!/usr/bin/env bash
# Run fuzzers that are built in $BUILD, each for a while:
#
#   run.sh SECONDS [NAME...]    all of them when none is named
#
# The fuzzer of tests/fuzz/fuzz_NAME.c starts from the inputs in
# tests/fuzz/corpus/NAME/ and keeps what it finds new in $BUILD/corpus/NAME/.
# An input that makes it crash, leak, hang or eat memory is written to
# $BUILD/findings/ and fails the run.
set -u
cd "$(dirname "$0")/../.." || exit 2
seconds=$1

# Other work goes on beside: at most two at a time.
run_one() { # NAME
    local name=$1 options=(-max_total_time="$seconds" -timeout=20
        -rss_limit_mb=2048 -print_final_stats=1
        -artifact_prefix="$BUILD/findings/$1-")
    mkdir -p "$BUILD/corpus/$name" "$BUILD/findings"
    [ -e "tests/fuzz/$name.dict" ] &&
        options+=(-dict="tests/fuzz/$name.dict")
    if "$BUILD/fuzz_$name" "${options[@]}" "$BUILD/corpus/$name" \
        "tests/fuzz/corpus/$name" >"$BUILD/$name.log" 2>&1; then
        awk -v name="$name" '
            /stat::number_of_executed_units/ { runs = $2 }
            /cov:/ { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
            END { printf "fuzz %s: %d runs, %d edges, no finding\n",
                         name, runs, edges }' "$BUILD/$name.log"
    else
        sed 's/^/    /' "$BUILD/$name.log" | tail -n 60
        echo "fuzz $name: FAILED, see $BUILD/findings/"
        return 1
    fi
}

shift
if [ $# = 1 ]; then
    run_one "$1"
    exit
fi
names=("$@")
if [ $# = 0 ]; then
    for source in tests/fuzz/fuzz_*.c; do
        name=${source#tests/fuzz/fuzz_}
        names+=("${name%.c}")
    done
fi
for name in "${names[@]}"; do
    if ! compgen -G "tests/fuzz/corpus/$name/*" >/dev/null; then
        echo "fuzz $name: tests/fuzz/corpus/$name/ holds no seed" >&2
        exit 1
    fi
done
printf '%s\n' "${names[@]}" | xargs -P 2 -n 1 tests/fuzz/run.sh "$seconds"
