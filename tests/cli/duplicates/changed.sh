# Versions of one story that were published at one time stand in the order in
# which their pages say that they were changed; a build that makes one of them
# anew, or does not hold one, keeps to it.
. "$TESTS/cli/tiny.sh"
tiny_corpus
words() { # SEED COUNT
    awk -v seed="$1" -v n="$2" 'BEGIN {
        srand(seed)
        for (i = 0; i < n; i++) printf "%s%c%c%c%c", i ? " " : "", 97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26
    }'
}
page() { # ID CHANGED SEED
    local bytes
    bytes="<!DOCTYPE html><html lang=\"en\"><head><title>The ferry stays</title>$2</head>
<body><article><h1>The ferry stays</h1><p>$(words 1 120).</p><p>$(words 2 120).</p><p>$(words "$3" 20).</p></article></body></html>
"
    source_entry "$1" "$(snapshot "$bytes")" 'kind: report' 'publisher: Post' \
        'published: "2021-10-09T10:00:00Z"' |
        sed 's,text/plain,text/html,' >>corpus/tiny/sources.yaml
}
changed() { printf '<meta property="article:modified_time" content="2021-10-09T%sZ">' "$1"; }
page first "$(changed 18:00:00)" 3
page second '' 4
page third "$(changed 11:30:00)" 5
dictum build --quiet tiny --from ../tmp/private
cut -d , -f 1,2,5 manifests/tiny/duplicates.jsonl
dictum duplicates
cp manifests/tiny/duplicates.jsonl ../tmp/edges
same() {
    dictum build --quiet tiny "$@" || [ $? = 1 ]
    cmp manifests/tiny/duplicates.jsonl ../tmp/edges
}
# Taken over, made anew, and of a page that is not held.
sed -i 's/^\(.*id: third\)$/\1\n    title: The ferry stays/' corpus/tiny/sources.yaml
same --from ../tmp/private
rm -r .dictum
same --from ../tmp/private
rm "corpus/tiny/snapshots/$(sed -n '/id: first/{n;s/.*: //p}' corpus/tiny/sources.yaml).txt"
sed -i 's/ title: The ferry stays/ title: The ferry stays on/' corpus/tiny/sources.yaml
same --from ../tmp/private
# What was found of a page that is not held cannot be found again.
sed 's/"a":"second","b":"first"/"a":"first","b":"second"/' ../tmp/edges >manifests/tiny/duplicates.jsonl
cmp -s manifests/tiny/duplicates.jsonl ../tmp/edges && echo "no such edge"
dictum build --quiet tiny --from ../tmp/private || echo "? $?"
