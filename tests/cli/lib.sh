# lib.sh - what command-line tests share: . "$TESTS/cli/lib.sh"
# shellcheck shell=bash

# skip REASON: end this test as skipped.
skip() {
    echo "$*" >&2
    exit 77
}

# Skip unless the articles under copyright are on this machine.
need_sources() {
    [ -n "$DICTUM_SOURCES" ] || skip "DICTUM_SOURCES: no articles here"
}

# new_repo [FIXTURE]: make the current folder a git repository with one
# commit that holds tests/fixtures/FIXTURE. The fixture "northmoor" is the
# sample corpus of this repository.
new_repo() {
    git init -q .
    if [ "${1-}" = northmoor ]; then
        mkdir corpus manifests
        cp -R "$ROOT/corpus/northmoor" corpus/
        cp -R "$ROOT/manifests/northmoor" manifests/
    elif [ $# -gt 0 ]; then
        cp -R "$TESTS/fixtures/$1/." .
    fi
    commit "Start"
}

# commit MESSAGE: everything in the folder, even if nothing changed.
commit() {
    git add -A
    git commit -q --allow-empty -m "$1"
}

# expect_status N COMMAND...: run it; another status ends the test.
expect_status() {
    local wanted=$1 status=0
    shift
    "$@" || status=$?
    [ "$status" = "$wanted" ] && return 0
    echo "status $status, expected $wanted: $*" >&2
    exit 1
}

# unchanged PATH... -- COMMAND...: run it; its status is returned. Ends the
# test when the files under the paths are not the same bytes as before.
unchanged() {
    local paths=() before after status=0
    while [ "$1" != -- ]; do
        paths+=("$1")
        shift
    done
    shift
    before=$(tree_digest "${paths[@]}")
    "$@" || status=$?
    after=$(tree_digest "${paths[@]}")
    [ "$before" = "$after" ] && return "$status"
    echo "changed ${paths[*]}: $*" >&2
    diff <(echo "$before") <(echo "$after") >&2
    exit 1
}

# tree_digest PATH...: one line a file, sorted: SHA-256 and path.
tree_digest() {
    find "$@" -type f -print0 | sort -z | xargs -0 -r sha256sum
}

# limited COMMAND...: run it as a user whom file modes stop, even when the
# tests run as root.
limited() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    else
        setpriv --bounding-set=-dac_override,-dac_read_search \
            --inh-caps=-dac_override,-dac_read_search "$@"
    fi
}

# on_small_disk SIZE COMMAND...: run it in an empty folder, disk/, that holds
# SIZE bytes (suffixes k, m). Skips where mounting is not allowed.
on_small_disk() {
    local size=$1 private=-rm
    shift
    [ "$(id -u)" != 0 ] || private=-m
    unshare $private true 2>/dev/null || skip "cannot mount a small disk here"
    mkdir -p disk
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare $private bash -euc '
        mount -t tmpfs -o size="$1" none disk
        shift
        cd disk
        "$@"' bash "$size" "$@"
}
