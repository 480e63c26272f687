# Hashes and seals keep nobody from writing them anew. What is forged in one
# place only is found by comparing; what is forged in all of them only by
# making everything again from the snapshots.
. "$TESTS/cli/town.bash"
built_corpus

forge() {
    python3 "$TESTS/cli/forge.py" "$@"
}

damaged 'text, not the statement' forge 'never ours' 'always our' statement
damaged 'statement, not the text' forge 'never ours' 'always our' text
damaged 'both, not their hash' forge 'never ours' 'always our' statements
echo 'all:' >&2
forge 'never ours' 'always our'
dictum verify --quiet town
unchanged corpus manifests .dictum -- \
    expect_status 1 dictum verify --quiet --rebuild town
dictum build --quiet town
dictum verify --quiet --rebuild town
grep -c 'never ours' $articles/talk.txt
