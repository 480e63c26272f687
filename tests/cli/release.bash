# release.bash - what the tests of pack and get share.
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"

# new_corpus [OPTION...]: a git repository with one commit that holds the
# corpus "sample" of tests/cli/corpus.py.
new_corpus() {
    git init -q .
    python3 "$TESTS/cli/corpus.py" sample "$@"
    commit "The corpus"
}

# without_digests: digests and sizes differ between versions of libzstd.
without_digests() {
    sed -E -e 's/[0-9a-f]{64}/SHA256/g' -e 's/[0-9a-f]{40}/COMMIT/g' \
        -e 's/[0-9a-f]{16}/SEAL/g' \
        -e 's/: [0-9]+ bytes/: N bytes/'
}

# told STATUS COMMAND...: run it, expect that status, show its error line.
told() {
    local wanted=$1 status=0
    shift
    "$@" >out.txt 2>err.txt || status=$?
    [ "$status" = "$wanted" ] || echo "STATUS $status, expected $wanted"
    cat err.txt
}
