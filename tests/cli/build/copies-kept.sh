# What a build keeps to find copies by costs time when it is no good, and
# nothing else: the same copies are found, and nothing that is not the build's
# own is removed.
cp -r "$ROOT/corpus" "$ROOT/manifests" .
git init -q .
edges=manifests/northmoor/duplicates.jsonl
kept=.dictum/copies/northmoor
cp "$edges" expected
mkdir home
touch home/precious home/1.keys.txt home/9.keys

# found_with WORDS COMMAND...: forget the edges, and build with that in the way.
found_with() {
    echo "with $1"
    shift
    rm -rf .dictum/copies
    mkdir -p "$kept"
    "$@"
    for _ in 1 2; do
        : >"$edges"
        dictum build -q northmoor --from "$ROOT/tests/fixtures/northmoor/withheld"
        cmp "$edges" expected
    done
}

in_place() { # OF COMMAND...
    rm -rf "$1"
    "${@:2}" "$1"
}

dictum build -q northmoor --from "$ROOT/tests/fixtures/northmoor/withheld"
ls "$kept"
found_with 'nothing' true
found_with 'a folder for the pairs' mkdir "$kept/pairs"
found_with 'a pipe for the pairs' mkfifo "$kept/pairs"
found_with 'a folder for the keys' mkdir "$kept/0.keys"
found_with 'a file for the folder' in_place "$kept" touch
found_with 'a pipe for all folders' in_place .dictum/copies mkfifo
found_with 'a link to nowhere' in_place "$kept" ln -s nowhere
found_with "a link to somebody's folder" in_place "$kept" ln -s "$PWD/home"
ls home
