# One call of a kind fails, at many places of a build: it ends with 0, 3 or 6,
# one line says why, and corpus/ and manifests/ are the old bytes or the new.
. "$TESTS/cli/town.bash"
[ -z "$SANITIZED" ] || skip "no preloaded library under sanitizers"
command -v cc >/dev/null || skip "cc: needed to compile faults.c"
[ "$(uname)" = Linux ] || skip "LD_PRELOAD: only on Linux"
cc -shared -fPIC -O1 -o "$TMPDIR/faults.so" "$TESTS/cli/faults.c" -ldl
fault=(env "LD_PRELOAD=$TMPDIR/faults.so")

# Something to write, to replace, to remove, and a text that is withheld.
built_corpus
sed -i '/id: walk/,/rights/d' corpus/town/sources.yaml
rm $snapshots/5faf5143*
sed -i 's/Ann Lee/Dr &/' corpus/town/people.yaml
talk Rain rain >rain.txt
add_source rain rain.txt 'kind: transcript' 'speaker: ann-lee'
talk Secrets secret >secret.txt
RIGHTS=withheld add_source secret secret.txt 'speaker: ann-lee'
mkdir start
cp -R corpus manifests .dictum start

again() {
    rm -rf corpus manifests .dictum
    cp -R start/. .
}

old=$(tree_digest corpus manifests)
dictum build --quiet town
new=$(tree_digest corpus manifests)

try() { # KIND NUMBER
    local status=0 got
    again
    "${fault[@]}" "FAULT=$1" "FAULT_AT=$2" \
        "$DICTUM" build -j1 --quiet town 2>err || status=$?
    got=$(tree_digest corpus manifests)
    case $status in
        0) [ "$got" = "$new" ] && [ ! -s err ] && return ;;
        3 | 6)
            [ "$got" = "$old" ] && [ "$(wc -l <err)" = 1 ] &&
                grep -q '^dictum: error: ' err && return
            ;;
    esac
    echo "$1 $2: status $status" >&2
    cat err >&2
    exit 1
}

for kind in link rename sync open write memory; do
    again
    "${fault[@]}" "FAULT=$kind" FAULT_COUNT=count \
        "$DICTUM" build -j1 --quiet town
    calls=$(<count)
    [ "$calls" -gt 2 ]
    # Odd steps, so that not every one meets the same call of an article.
    for ((n = 1; n <= calls; n += calls / 24 * 2 + 1)); do
        try "$kind" "$n"
    done
done
dictum build --quiet town
dictum verify --quiet town
