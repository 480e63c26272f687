# A text that somebody wrote into is made again of its snapshot: that is said,
# and what they wrote is kept, also where something else changed meanwhile.
. "$TESTS/cli/tiny.sh"
tiny_built
sleep 0.1
sed -i 's/again in spring/in May/' corpus/tiny/articles/bridge-closed.txt
cp corpus/tiny/articles/bridge-closed.txt ../tmp/mine
dictum build tiny --from ../tmp/private 2>&1
git status --short
cmp .dictum/edited/tiny/bridge-closed.txt ../tmp/mine
dictum build tiny --from ../tmp/private 2>&1
echo '# and people.yaml changed'
cp ../tmp/mine corpus/tiny/articles/bridge-closed.txt
sed -i 's/Mrs Marsh/Miss Marsh/' corpus/tiny/people.yaml
rm -r .dictum/edited
dictum build tiny --from ../tmp/private 2>&1
cmp .dictum/edited/tiny/bridge-closed.txt ../tmp/mine
echo '# a text that is but another version is no edit'
git checkout -q .
sed -i 's/The old bridge/The new bridge/' corpus/tiny/snapshots/*.txt
sed -i "s/snapshot: $(printf %s "$BRIDGE" | sha256sum | cut -c1-64)/snapshot: $(printf %s "${BRIDGE/old/new}" | sha256sum | cut -c1-64)/" \
    corpus/tiny/sources.yaml
for file in corpus/tiny/snapshots/*.txt; do
    mv "$file" "corpus/tiny/snapshots/$(sha256sum "$file" | cut -c1-64).txt" 2>/dev/null || true
done
dictum build tiny --from ../tmp/private 2>&1
git checkout -q manifests corpus/tiny/articles corpus/tiny/statements.jsonl
dictum build tiny --from ../tmp/private 2>&1
