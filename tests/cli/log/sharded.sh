# A record is followed through a change of shards, through a merge, and no
# word of a text is printed.
. "$TESTS/cli/tiny.sh"
tiny_built
git rm -q --cached -r manifests corpus/tiny/statements.jsonl
rm -rf manifests/tiny corpus/tiny/statements.jsonl
mkdir manifests/tiny
sed -i '/^shards:/d' corpus/tiny/corpus.yaml
echo 'shards: 256' >>corpus/tiny/corpus.yaml
dictum build --quiet tiny --from ../tmp/private
commit 'Shard'
git checkout -q -b side
sed -i 's/Leam Courier/Leam Gazette/' corpus/tiny/sources.yaml
dictum build --quiet tiny
commit 'On the side'
git checkout -q main
sed -i 's/Leam County/County of Leam/' corpus/tiny/sources.yaml
dictum build --quiet tiny
commit 'On main'
git merge -q --no-edit side >/dev/null
masked dictum log bridge-closed
masked dictum log ferry-hourly
id=$(cat corpus/tiny/statements/*/*.jsonl | head -n 1 |
    sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/')
masked dictum log "$id"
dictum diff HEAD~1 || true
