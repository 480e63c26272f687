# normalise.sh - whole normalisation, from bytes to article, against what others
# use for it, on real pages. Sourced by tests/bench/run.sh.
# shellcheck shell=bash
#
# The peers come from PyPI into a folder of their own, $WORK/peers; where they
# cannot be had, their rows are left out and named. All times are CPU seconds:
# of ours the whole process, of a peer its work alone.

PEERS=(trafilatura resiliparse)
NORMALISE_ROUNDS=${BENCH_ROUNDS:-10} # over all pages; a slow peer: one

install_peers() {
    [ -x "$WORK/peers/bin/python" ] && return 0
    say "peers from PyPI"
    python3 -m venv "$WORK/peers" &&
        "$WORK/peers/bin/pip" -q install "${PEERS[@]}" lxml_html_clean
} >"$WORK/log" 2>&1

unpack_pages() { # the pages of $DICTUM_EVAL, one file each
    local page
    rm -rf "$WORK/pages"
    mkdir "$WORK/pages"
    for page in "$DICTUM_EVAL"/data/aeb/html/*; do
        case $page in
            *.gz) gzip -dc "$page" >"$WORK/pages/$(basename "$page" .gz)" ;;
            *) cp "$page" "$WORK/pages/" ;;
        esac
    done
}

# speed_row WORDS SECONDS ROUNDS: CPU seconds of so many rounds.
speed_row() {
    awk -v words="$1" -v s="$2" -v rounds="$3" -v pages="$page_count" \
        -v bytes="$page_bytes" 'BEGIN {
            printf "| %s | %.0f | %.1f |\n", words, pages * rounds / s,
                   bytes * rounds / s / 1e6 }'
}

# Every page so many times, as one command line.
repeat_pages() {
    for _ in $(seq "$NORMALISE_ROUNDS"); do
        printf '%s\0' "$WORK"/pages/*
    done
}

# shellcheck disable=SC2154 # tests/bench/run.sh sets them
measure_ours() { # THREADS
    rm -f "$samples/normalise-$1"
    for _ in $(seq "$RUNS"); do
        repeat_pages | xargs -0 -x -s 2000000 "$measure" \
            "$samples/normalise-$1" "$dictum" normalise -q --json -j "$1" \
            >/dev/null
    done
}

print_normalise() {
    local name words rounds seconds page_count page_bytes
    if [ -z "${DICTUM_EVAL-}" ]; then
        echo "Not measured: normalising pages (DICTUM_EVAL names none)."
        return
    fi
    unpack_pages
    samples=$WORK/samples-pages
    mkdir -p "$samples"
    page_count=$(find "$WORK/pages" -type f | wc -l)
    page_bytes=$(cat "$WORK"/pages/* | wc -c)
    printf '\n%s\n%s\n' '| normalise, one thread | pages/s | MB/s |' \
        '|---|---:|---:|'
    measure_ours 1
    speed_row 'dictum normalise --json' "$(best pages normalise-1 2)" \
        "$NORMALISE_ROUNDS"
    if install_peers; then
        for name in trafilatura trafilatura-json resiliparse; do
            rounds=$NORMALISE_ROUNDS
            [ "$name" = resiliparse ] || rounds=1
            seconds=$("$WORK/peers/bin/python" tests/bench/peers.py "$name" \
                "$rounds" "$WORK"/pages/*)
            words=${name/-json/, JSON with metadata}
            words+=" ($("$WORK/peers/bin/pip" show "${name%-json}" |
                sed -n 's/^Version: //p'))"
            speed_row "*$words*" "$seconds" "$rounds"
        done
    else
        echo
        echo "Not measured: ${PEERS[*]} (PyPI cannot be reached)."
    fi
    measure_ours 2
    printf '\nTwo threads normalise %s times as fast as one.\n\n' \
        "$(divide "$(best pages normalise-1 1)" \
            "$(best pages normalise-2 1)" %.2f)"
    rm -rf "$WORK/pages"
}
