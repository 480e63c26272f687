# A corpus by the path of its folder; a folder that is ours and no release.
. "$TESTS/cli/town.bash"
built_corpus
dictum verify --quiet corpus/town
dictum verify --quiet corpus/town/
expect_status 2 dictum verify .
expect_status 2 dictum verify "$PWD"
cd corpus/town
expect_status 2 dictum verify .
cd ..
expect_status 2 dictum verify ./town/
expect_status 2 dictum verify ../corpus/town
mkdir ../empty
expect_status 5 dictum verify ../empty
