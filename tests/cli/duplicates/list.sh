# Clusters around their canonical article, chains of versions, and excerpts.
. "$TESTS/cli/tiny.sh"
tiny_corpus
paragraph() { # SEED COUNT: so many words
    awk -v seed="$1" -v n="$2" 'BEGIN {
        srand(seed)
        for (i = 0; i < n; i++) printf "%s%c%c%c%c", i ? " " : "", 97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26
        print ".\n" }'
}
add() { # ID TEXT [LINE]...
    source_entry "$1" "$(snapshot "$2")" 'kind: report' "title: $1" "${@:3}" >>corpus/tiny/sources.yaml
}
body=$(paragraph 1 200; paragraph 2 60)
add agency "$body
" 'publisher: Leam Wire' 'published: "2021-10-07T09:00:00Z"'
add early "$body

$(paragraph 3 40)
" 'publisher: Courier' 'published: "2021-10-06"' 'syndicated_from: leam wire'
add echo "$(tr a-z A-Z <<<"$body")
" 'publisher: Echo' 'published: "2021-10-08"'
add echo-twin "$body
" 'publisher: Echo' 'published: "2021-10-07T09:00:00+02:00"' 'syndicated_from: agency'
add excerpt "$(paragraph 2 60)
" 'publisher: Post' 'published: "2021-10-09"'
add page-1 "$(paragraph 7 100)
$(paragraph 8 100)
" 'publisher: Post' 'published: "2021-10-09T10:00:00Z"'
add page-3 "$(paragraph 9 30)
$(paragraph 7 100)
$(paragraph 8 100)
" 'publisher: Post' 'published: "2021-10-11"'
add page-2 "$(paragraph 7 100)
$(paragraph 8 100)
$(paragraph 9 20)
" 'publisher: Post' 'published: "2021-10-10"'
dictum build --quiet tiny --from ../tmp/private
dictum duplicates
echo '# as JSON'
dictum duplicates tiny --json
echo '# nothing'
: >manifests/tiny/duplicates.jsonl
dictum duplicates
dictum duplicates --json
echo '# in shards the same'
sed -i 's/^shards: .*/shards: 16/' corpus/tiny/corpus.yaml
dictum build --quiet tiny --from ../tmp/private
dictum duplicates tiny --json | sha256sum >../tmp/shards
sed -i 's/^shards: .*/shards: 1/' corpus/tiny/corpus.yaml
dictum build --quiet tiny --from ../tmp/private
dictum duplicates tiny --json | sha256sum | cmp - ../tmp/shards
