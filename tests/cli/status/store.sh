# A text in the store that is not there is told where a build can make it.
. "$TESTS/cli/town.bash"
town_corpus
echo 'texts: store' >>corpus/town/corpus.yaml
new_repo
dictum build -q town
expect_status 0 dictum status
rm .dictum/texts/town/walk.txt
expect_status 1 dictum verify -q
expect_status 1 dictum status
rm -r .dictum
expect_status 1 dictum status
dictum build -q
expect_status 0 dictum status
# Without its snapshot nobody here can make it.
commit "Build"
git rm -rqf "$snapshots"
commit "Keep no snapshots"
rm -r .dictum
expect_status 0 dictum status
