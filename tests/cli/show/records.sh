# Each kind of record, for a person to read.
. "$TESTS/cli/tiny.sh"
tiny_built
for id in bridge-closed letter-far-bank ida-marsh; do
    echo "# $id"
    masked dictum show "$id"
done
echo '# the entry in sources.yaml'
masked dictum show bridge-closed --kind source
echo '# a snapshot, by the beginning of its hash'
hash=$(sha256sum corpus/tiny/snapshots/* | head -n 1 | cut -c1-12)
masked dictum show "$hash"
echo '# JSON'
masked dictum show bridge-closed --json | grep -o '"said":[^]]*'
dictum show bridge-closed --json | sed 's/,"said":\[[^]]*\]//' |
    cmp - <(grep bridge-closed manifests/tiny/articles.jsonl)
masked dictum show letter-far-bank --json | grep -o '"said":[^]]*'
dictum show ida-marsh --json
echo '# a long list is cut, and JSON has all'
turns=$(for day in $(seq 45); do
    printf 'Ida Marsh: The tide waited for nobody on day %d, nor did the ferry from the far bank.\n\n' "$day"
done)
source_entry tides "$(snapshot "$turns")" 'kind: transcript' \
    >>corpus/tiny/sources.yaml
dictum build -q tiny --from ../tmp/private
masked dictum show tides | tail -n 2
dictum show tides --json | grep -o first_words | wc -l
echo '# its statements cannot be read'
sed -i 's/^{/{{/' corpus/tiny/statements.jsonl
dictum show bridge-closed | tail -n 2
expect_status 4 dictum show bridge-closed --json
rm corpus/tiny/statements.jsonl
dictum show bridge-closed | tail -n 2
