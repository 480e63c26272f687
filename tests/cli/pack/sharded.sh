# What the card of a sharded release says to load it with finds its files.
. "$TESTS/cli/town.bash"
town_corpus
echo 'shards: 16' >>corpus/town/corpus.yaml
dictum build -q town
echo .dictum/ >.gitignore
new_repo
dictum pack -q town 1.0.0 --output releases
tar --zstd -xf releases/town-1.0.0.tar.zst
cd town-1.0.0/data
grep -n -A 12 '^```' README.md | grep -e statements | cut -d- -f2-
sed -n '/^```python/,/^```/p' README.md | sed '/^```/d' >load.py
echo 'print(len(statements))' >>load.py
python3 load.py
cat statements/*.jsonl | wc -l
# Of each kind the first file is there, though it may be empty.
for kind in provenance/{articles,duplicates,redirects,snapshots} statements; do
    find $kind -name a.jsonl
done
wc -l <provenance/redirects/a.jsonl
