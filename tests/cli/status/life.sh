# What status says from the first entry to a finished corpus and beyond.
. "$TESTS/cli/tiny.sh"
tiny_corpus
echo '# nothing is built'
expect_status 1 dictum status
dictum build --quiet tiny --from ../tmp/private
echo '# all is built'
dictum status
commit 'Build'
echo '# the bridge opened early, and another text is registered'
tiny_sources "$(snapshot 'The bridge is open.
')"
source_entry quay "$(snapshot 'The quay is wet.
')" 'kind: post' >>corpus/tiny/sources.yaml
expect_status 1 masked dictum status tiny | sed -E 's/[0-9a-f]{12}/HASH/g'
dictum build --quiet tiny
echo "# built again: the old snapshot may stay"
expect_status 0 masked dictum status
ls corpus/tiny/articles
