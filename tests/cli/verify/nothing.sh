# Nothing to check is not fine.
. "$TESTS/cli/town.bash"
town_corpus
expect_status 1 dictum verify town
echo 'sources: []' >corpus/town/sources.yaml
rm $snapshots/*
dictum build town
expect_status 1 dictum verify town
rm corpus/town/sources.yaml
expect_status 3 dictum verify town
