# Of many faults of one kind the first are told each, and how many more there
# are: copies without an edge, and released articles that are gone.
. "$TESTS/cli/tiny.sh"
tiny_corpus
copies() { # FIRST LAST TEXT
    local i
    for i in $(seq "$1" "$2"); do
        source_entry "copy-$i" "$(snapshot "$3")" 'kind: report' \
            'published: "2021-10-06"' >>corpus/tiny/sources.yaml
    done
}
copies 10 18 'The harbour is dredged every second year. “It silts up,” said Ida Marsh.
'
for i in $(seq 20 42); do
    # shellcheck disable=SC1111 # typographic on purpose
    copies "$i" "$i" "“Boat number $i is mine,” said Ida Marsh. “It leaks,” said Ida Marsh.
"
done
dictum build --quiet tiny --from ../tmp/private 2>/dev/null
commit 'Build'
dictum pack --quiet tiny 1.0.0 --output ../tmp/shelf
commit 'Release'
echo '# no edge'
: >manifests/tiny/duplicates.jsonl
expect_status 1 dictum verify tiny 2>&1 | grep -v '^tiny: [^p]'
expect_status 1 dictum status tiny | tail -n 2
git checkout -q manifests
echo '# removed'
sed -i '/id: copy-20$/,$d' corpus/tiny/sources.yaml
dictum build tiny --from ../tmp/private 2>&1 >/dev/null | tail -n 2 | cut -c 1-90
expect_status 1 dictum verify tiny 2>&1 | sed 's/commit [0-9a-f]*/COMMIT/' |
    grep -v '^tiny: [^p]'
