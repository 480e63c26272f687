# Who is no copy of an article, a curator says, is none of its later version
# either, as long as they are versions of one story.
. "$TESTS/cli/tiny.sh"
tiny_corpus
words() { # SEED COUNT
    awk -v seed="$1" -v n="$2" 'BEGIN {
        srand(seed)
        for (i = 0; i < n; i++) printf "%s%c%c%c%c", i ? " " : "", 97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26
    }'
}
page() { # ID PUBLISHER DAY SEED
    local bytes
    bytes="$(words 1 240).

$(words "$4" 30).
"
    source_entry "$1" "$(snapshot "$bytes")" 'kind: report' "publisher: $2" \
        "published: \"2021-10-$3\"" >>corpus/tiny/sources.yaml
}
page agency Agency 08 2
page first Post 09 3
page later Post 10 4
dictum build --quiet tiny --from ../tmp/private
dictum duplicates --json
dictum duplicates tiny --quiet --decide first --not-copy-of agency
dictum build --quiet tiny --from ../tmp/private
dictum duplicates --json
cut -d , -f 1,2,5 manifests/tiny/duplicates.jsonl
