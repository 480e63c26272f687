# A text that was open and is withheld now leaves articles/; its snapshot is
# the curator's, so its place is told.
. "$TESTS/cli/town.bash"
built_corpus
sed -i '/id: talk/,/rights/s/text: open/text: withheld/' \
    corpus/town/sources.yaml
expect_status 1 dictum build town >/dev/null
ls $articles
expect_status 1 grep -r 'river has been here' corpus/town/statements.jsonl manifests
expect_status 1 dictum verify --quiet town
expect_status 1 dictum build --quiet town
expect_status 1 dictum status
mkdir .dictum/snapshots
mv $snapshots/4271151b* .dictum/snapshots/
dictum build town >/dev/null
dictum verify --quiet town
expect_status 1 grep -r 'river has been here' corpus manifests
dictum status
