#!/usr/bin/env bash
# Measure build, verify, pack and get against the figures required of them and
# against the programs that people would use instead, all in the same run.
#
#   BUILD=build tests/bench/run.sh
#
# BENCH_N     how many articles ("1000 10000 100000"), the smallest first
# BENCH_RUNS  runs of each command (3); ours and the peer's take turns
# BENCH_SLOW  runs of a build from nothing above 20,000 articles (1)
# BENCH_ROUNDS  over the real pages, in one command (10)
# DICTUM_EVAL folder of real pages with gold, to parse and normalise
# BENCH_DEDUP, BENCH_PEERS  as tests/bench/dedup.sh says
# BENCH_DIR   folder to work in ($BUILD/bench), on a disk, some 12 GB free
#
# Prints a table in Markdown, also to $BENCH_DIR/results.md. Every file is read
# once before anything is timed. Status 0 unless a command fails: what misses
# its mark says MISSED.
set -eu -o pipefail
cd "$(dirname "$0")/../.."
BUILD=$(cd "${BUILD:-build}" && pwd)
WORK=${BENCH_DIR:-$BUILD/bench}
RUNS=${BENCH_RUNS:-3}
read -r -a COUNTS <<<"${BENCH_N:-1000 10000 100000}"
export LC_ALL=C TZ=UTC GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=bench GIT_AUTHOR_EMAIL=bench@example.org
export GIT_COMMITTER_NAME=bench GIT_COMMITTER_EMAIL=bench@example.org
export GIT_AUTHOR_DATE=2024-05-01T12:00:00Z
export GIT_COMMITTER_DATE=2024-05-01T12:00:00Z
# shellcheck source=tests/bench/table.sh
. tests/bench/table.sh
# shellcheck source=tests/bench/normalise.sh
. tests/bench/normalise.sh
# shellcheck source=tests/bench/dedup.sh
. tests/bench/dedup.sh
# shellcheck source=tests/bench/warc.sh
. tests/bench/warc.sh

dictum=$BUILD/dictum
measure=$BUILD/tests/bench/measure
repo='' samples='' # of the corpus at hand

has() { command -v "$1" >/dev/null; }
say() { echo "bench: $*" >&2; }

# timed NAME COMMAND...: run it and keep what it took under NAME.
timed() {
    local name=$1
    shift
    if ! "$measure" "$samples/$name" "$@" >"$WORK/log" 2>&1; then
        tail -n 5 "$WORK/log" >&2
        say "failed: $*"
        exit 1
    fi
}

commit() {
    git add -A
    git commit -q --allow-empty -m "$1"
    sync
}

# put_aside PATH...: what is deleted when nothing is timed any more. A file
# system goes on with deleting after rm and sync, and ext4 takes for minutes no
# inode that was freed without a long look, all at the cost of what comes next.
put_aside() {
    mkdir -p "$WORK/aside"
    mv "$@" "$(mktemp -d "$WORK/aside/XXXXXX")"
}

# As if nothing had been built.
forget() {
    [ ! -e .dictum ] || put_aside .dictum
    put_aside corpus/bench/articles
    mkdir corpus/bench/articles
    git checkout -q -- corpus manifests
    sync
}

# change I: give article I another snapshot, as if its page had changed.
change() {
    local old new file
    old=$(awk -v id="-$1\$" '/^  - id:/ { mine = $3 ~ id }
        mine && /snapshot:/ { print $2; exit }' corpus/bench/sources.yaml)
    file=$(echo "corpus/bench/snapshots/$old".*)
    sed 's/ the / this /' "$file" >"$WORK/page"
    new=$(sha256sum <"$WORK/page")
    new=${new%% *}
    mv "$WORK/page" "${file/$old/$new}"
    rm "$file"
    sed -i "s/$old/$new/" corpus/bench/sources.yaml
    sync
}

read_once() { find "$@" -type f -exec cat {} + >/dev/null; }

measure_build() { # RUNS
    for _ in $(seq "$1"); do
        forget
        timed first "$dictum" build bench -q -j2
        forget
        timed single "$dictum" build bench -q -j1
    done
    for _ in $(seq "$RUNS"); do
        timed unchanged "$dictum" build bench -q -j2
    done
    commit Build
    for i in $(seq "$RUNS"); do
        change $((i * 4))
        timed changed "$dictum" build bench -q -j2
    done
    commit Change
}

measure_verify() {
    local files=(corpus/bench/articles corpus/bench/snapshots
        corpus/bench/statements.jsonl manifests/bench)
    read_once corpus manifests
    if has rhash; then
        find "${files[@]}" -type f -print0 | sort -z |
            xargs -0 rhash --sha256 >"$WORK/bench.sha256"
    fi
    for _ in $(seq "$RUNS"); do
        timed verify "$dictum" verify bench -q -j2
        # By the name of its list rhash knows which of the hashes it is.
        ! has rhash || timed rhash rhash -c "$WORK/bench.sha256"
    done
}

# pack_once LEVEL: into a folder of its own, and recorded nowhere.
pack_once() {
    rm -rf "$WORK/release"
    mkdir "$WORK/release"
    timed "pack-$1" "$dictum" pack bench 1.0.0 -q -j2 --level "$1" \
        --output "$WORK/release"
    git checkout -q -- manifests
}

tar_once() { # LEVEL: the files that the release holds
    timed "tar-$1" tar -C "$WORK/unpacked" --sort=name --mtime=@1714564800 \
        --owner=0 --group=0 --numeric-owner -I "zstd -q -T2 -$1" \
        -cf "$WORK/peer.tar.zst" .
}

measure_release() {
    local level
    pack_once 3
    rm -rf "$WORK/unpacked" "$samples/pack-3"
    mkdir "$WORK/unpacked"
    tar -C "$WORK/unpacked" --strip-components=1 -I zstd \
        -xf "$WORK/release/bench-1.0.0.tar.zst"
    sync
    read_once "$WORK/unpacked"
    for level in 3 10; do
        for _ in $(seq "$RUNS"); do
            pack_once "$level"
            tar_once "$level"
        done
        stat -c %s "$WORK/release/bench-1.0.0.tar.zst" \
            >"$samples/bytes-pack-$level"
        stat -c %s "$WORK/peer.tar.zst" >"$samples/bytes-tar-$level"
    done
    for _ in $(seq "$RUNS"); do
        timed archive "$dictum" verify -q -j2 \
            "$WORK/release/bench-1.0.0.tar.zst"
        timed sha256sum env -C "$WORK/unpacked" \
            sha256sum --quiet -c manifest-sha256.txt
    done
    for _ in $(seq "$RUNS"); do
        has_verb get || return 0
        mkdir "$WORK/got"
        timed get env -C "$WORK/got" "$dictum" get bench \
            --from "$WORK/release" --extract "$WORK/extracted"
        put_aside "$WORK/got" "$WORK/extracted"
    done
}

has_verb() { "$dictum" "$1" --help >/dev/null 2>&1; }

measure_corpus() { # N
    local slow=$RUNS
    repo=$WORK/corpus-$1 samples=$WORK/samples-$1
    [ "$1" -le 20000 ] || slow=${BENCH_SLOW:-1}
    rm -rf "$repo" "$samples" "$WORK"/{aside,got,extracted}
    mkdir -p "$samples"
    say "$1 articles: generate"
    timed generate "$BUILD/tests/bench/generate" "$1" "$repo"
    cd "$repo"
    git init -q .
    git config gc.auto 0
    git config core.fsync none
    commit Start
    read_once corpus
    say "$1 articles: build"
    measure_build "$slow"
    say "$1 articles: verify"
    measure_verify
    if ! has_verb pack; then
        :
    elif has zstd; then
        say "$1 articles: pack"
        measure_release
    fi
    cd - >/dev/null
    rm -rf "$repo" "$WORK"/{aside,release,unpacked,peer.tar.zst,page}
}

# Our parser of HTML against gumbo, on pages with gold when they are there.
print_parse() {
    if [ -z "${DICTUM_EVAL-}" ]; then
        echo "Not measured: parsing pages (DICTUM_EVAL names none)."
        return
    fi
    printf '\n%s\n%s\n' \
        '| pages | MB | HTML parsed, MB/s | *gumbo*, MB/s | times as fast |' \
        '|---:|---:|---:|---:|---:|'
    "$BUILD/tests/bench/parse" "$DICTUM_EVAL/data/aeb"
}

# Quotations with up to 40 % edits, held against more and more transcripts.
print_align() {
    printf '\n%s\n%s\n' \
        '| transcripts | recall | precision | quotations a second of CPU |' \
        '|---:|---:|---:|---:|'
    for transcripts in 1000 10000 100000; do
        "$BUILD/tests/bench/align" "$transcripts" 2000
    done
}

# The statements of made articles, and of real ones when they are there.
print_statements() {
    printf '\n%s%s\n%s\n' \
        '| texts | articles | MB | statements | articles/s, one thread ' \
        '| MB/s | articles/s, two threads | MB/s |' \
        '|---|---:|---:|---:|---:|---:|---:|---:|'
    "$BUILD/tests/bench/statements"
    [ -z "${DICTUM_EVAL-}" ] || "$BUILD/tests/bench/statements" \
        "$DICTUM_EVAL/data/polnear/data/train/text"
}

mkdir -p "$WORK"
for count in "${COUNTS[@]}"; do
    measure_corpus "$count"
done
{
    print_table
    print_checks
    print_parse
    print_statements
    print_align
    print_dedup
    print_normalise
    print_warc
    for program in rhash zstd; do
        has "$program" ||
            echo "Not measured: $program is not installed (make deps)."
    done
    for verb in pack get; do
        has_verb "$verb" || echo "Not measured: no dictum $verb."
    done
} | tee "$WORK/results.md"
