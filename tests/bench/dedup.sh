# dedup.sh - speed and memory of dictum dedup against its peers.
# shellcheck shell=bash
#
# BENCH_DEDUP  how many articles ("10000 100000"); 1000000 needs 6 GB of disk
# BENCH_PEERS  articles that the peers are timed on (5000): their cost an
#              article does not fall with more
#
# Uses $BUILD, $WORK, $RUNS, $dictum, $measure; samples are as in table.sh.

# dedup_venv: the peers, of which one that cannot be installed is named.
dedup_venv() {
    local peer
    [ -x "$BUILD/venv-dedup/bin/python" ] ||
        python3 -m venv "$BUILD/venv-dedup" || return 1
    for peer in datasketch rensa text-dedup; do
        "$BUILD/venv-dedup/bin/pip" -q --disable-pip-version-check install \
            "$peer" >>"$WORK/log" 2>&1 ||
            echo "Not measured: $peer cannot be installed here."
    done
}

# dedup_peer NAME FILE: its pairs to $WORK/pairs; prints its CPU seconds.
dedup_peer() {
    nice -n 5 "$BUILD/venv-dedup/bin/python" tests/bench/dedup_peers.py \
        "$1" "$2" 2>"$WORK/log" >"$WORK/pairs" || return 1
    tail -n 1 "$WORK/log"
}

dedup_row() { # COUNT NAME WORDS
    printf '| %s | %s | %.2f | %.2f | %.0f | %.0f | %.0f |\n' "$1" "$3" \
        "$(best "$1" "$2" 1)" "$(best "$1" "$2" 2)" \
        "$(divide "$1" "$(best "$1" "$2" 2)")" \
        "$(divide "$(best "$1" "$2" 3)" 1024)" \
        "$(divide "$(($(best "$1" "$2" 3) * 1024))" "$1")"
}

measure_dedup() { # COUNT
    local file=$WORK/lines-$1.jsonl samples=$WORK/samples-$1
    mkdir -p "$samples"
    rm -f "$samples"/dedup-*
    "$BUILD/tests/bench/lines" "$1" >"$file"
    for _ in $(seq "$RUNS"); do
        timed dedup-1 "$dictum" dedup -q -j1 "$file"
        timed dedup-2 "$dictum" dedup -q -j2 "$file"
    done
    timed dedup-small "$dictum" dedup -q -j1 --memory 64 "$file"
    dedup_row "$1" dedup-1 'dedup -j1'
    dedup_row "$1" dedup-2 'dedup -j2'
    dedup_row "$1" dedup-small 'dedup -j1 --memory 64'
}

# at_least WORDS REQUIRED MEASURED
at_least() {
    [ -n "$3" ] || return 0
    echo "| $1 | $2 | $3 | $(awk -v r="$2" -v m="$3" \
        'BEGIN { print (m + 0 >= r + 0 ? "ok" : "MISSED") }') |"
}

# The rate of the last count against that of a peer, in CPU time.
dedup_against() { # NAME REQUIRED COUNT
    local cpu peers=${BENCH_PEERS:-5000}
    cpu=$(dedup_peer "$1" "$WORK/peers.jsonl") || {
        echo "| times as fast as $1 | $2 | not measured: it failed | |"
        return
    }
    at_least "times as fast as $1 ($(divide "$peers" "$cpu" %.0f) a second)" \
        "$2" "$(divide "$(divide "$cpu" "$peers" %.9f)" \
            "$(divide "$(best "$3" dedup-1 2)" "$3" %.9f)" %.1f)"
}

# What 100 texts more cost, and the same less, where copies are kept.
print_kept() {
    local count
    printf '\n| articles | more | CPU s of all | of those more | %s |\n' \
        'of those less | pairs of all | with them | without'
    echo '|---:|---:|---:|---:|---:|---:|---:|---:|'
    for count in ${BENCH_DEDUP:-10000 100000}; do
        "$BUILD/tests/bench/kept" "$count" 100 "$WORK/kept"
        rm -rf "$WORK/kept"
    done
}

print_dedup() {
    local count least='' last=''
    printf '\n| articles | command | wall s | CPU s | %s |\n' \
        'articles a second of CPU | peak MiB | bytes an article'
    echo '|---:|---|---:|---:|---:|---:|---:|'
    for count in ${BENCH_DEDUP:-10000 100000}; do
        measure_dedup "$count"
        [ -n "$least" ] || least=$count
        last=$count
    done
    head -n "${BENCH_PEERS:-5000}" "$WORK/lines-$last.jsonl" \
        >"$WORK/peers.jsonl"
    printf '\n| copies | at least | measured | |\n|---|---:|---:|---|\n'
    at_least 'two threads, times as fast as one' 1.8 "$(divide \
        "$(best "$last" dedup-1 1)" "$(best "$last" dedup-2 1)" %.2f)"
    at_least "rate at $last, of that at $least" 0.77 "$(divide \
        "$(divide "$last" "$(best "$last" dedup-1 2)" %.9f)" \
        "$(divide "$least" "$(best "$least" dedup-1 2)" %.9f)" %.2f)"
    if dedup_venv; then
        dedup_against datasketch 80 "$last"
        dedup_against text-dedup 50 "$last"
        dedup_against rensa 2 "$last"
    else
        echo 'Not measured: no venv can be made here.'
    fi
    rm -f "$WORK"/lines-*.jsonl "$WORK/peers.jsonl"
    print_kept
}
