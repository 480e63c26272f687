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
dictum show bridge-closed --json | cmp - <(grep bridge-closed manifests/tiny/articles.jsonl)
dictum show ida-marsh --json
