# Every number of shards gives the same records, verifies, and leaves no file
# of another number behind; texts kept in the store are not under corpus/.
. "$TESTS/cli/lib.sh"
new_repo northmoor
withheld=$TESTS/fixtures/northmoor/withheld
records() { find corpus manifests -name '*.jsonl' -exec cat {} + | sort |
    sed -e 's/"sha256":"[0-9a-f]*"},"syndicated/"syndicated/' \
        -e 's/"seal":"[0-9a-f]*"//'; }
dictum build -q northmoor --from "$withheld"
records >../one.txt
for shards in 16 256 4096 1; do
    sed -i '/^shards:/d' corpus/northmoor/corpus.yaml
    echo "shards: $shards" >>corpus/northmoor/corpus.yaml
    dictum build -q northmoor --from "$withheld"
    expect_status 0 dictum verify -q northmoor --rebuild --from "$withheld"
    records | cmp - ../one.txt
    find corpus manifests -name '*.jsonl' -printf '%d\n' | sort -u | tail -n 1
done
# A checkout brought a file of the layout before: it goes, though all else is as
# it was.
sed -i 's/^shards:.*/shards: 16/' corpus/northmoor/corpus.yaml
cp corpus/northmoor/statements.jsonl ../statements.jsonl
dictum build -q northmoor --from "$withheld"
cp ../statements.jsonl corpus/northmoor
dictum build -q northmoor --from "$withheld"
expect_status 0 dictum verify -q northmoor
# What cannot be made again here, as a withheld text, is taken over.
rm -r .dictum
for shards in 256 16 1; do
    sed -i '/^shards:/d' corpus/northmoor/corpus.yaml
    echo "shards: $shards" >>corpus/northmoor/corpus.yaml
    dictum build -q northmoor
    expect_status 0 dictum verify -q northmoor
    records | cmp - ../one.txt
done
echo "texts: store" >>corpus/northmoor/corpus.yaml
dictum build -q northmoor --from "$withheld"
find corpus/northmoor/articles -name '*.txt' | wc -l
expect_status 0 dictum verify -q northmoor
