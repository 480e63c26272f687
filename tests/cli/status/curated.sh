# What a record cannot tell: people.yaml or the rules changed, or a word was taken out of an
# entry. Manifests that were built elsewhere count as they are.
. "$TESTS/cli/tiny.sh"
tiny_built
sed -i 's/Mrs Marsh/Miss Marsh/' corpus/tiny/people.yaml
expect_status 1 dictum status
dictum build --quiet tiny
dictum status
mkdir corpus/tiny/rules
echo 'share this story' >corpus/tiny/rules/clutter_lines.txt
expect_status 1 dictum status
dictum build --quiet tiny
dictum status
rm -r corpus/tiny/rules
expect_status 1 dictum status
dictum build --quiet tiny
sed -i '/publisher: Leam County/d' corpus/tiny/sources.yaml
expect_status 1 dictum status
commit 'Rename'
git clone -q . ../tmp/elsewhere
(
    cd ../tmp/elsewhere
    dictum build --quiet tiny
    commit 'Build'
)
git pull -q ../tmp/elsewhere main 2>/dev/null
dictum status
