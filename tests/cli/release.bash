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

# serve FOLDER: have a web server of it until the test ends. $url is its
# address, which plain() writes as URL, and log.txt its log.
serve() {
    python3 -u -m http.server --bind 127.0.0.1 --directory "$1" 0 >port.txt \
        2>log.txt &
    server=$!
    trap 'kill $server' EXIT
    for _ in $(seq 100); do
        grep -q port port.txt && break
        sleep 0.1
    done
    url=http://127.0.0.1:$(sed -E 's/.* port ([0-9]+) .*/\1/' port.txt)
}

plain() {
    without_digests | sed "s|$url|URL|g"
}
