# What only stands in another number of files has not changed.
. "$TESTS/cli/town.bash"
built_corpus
echo .dictum/ >.gitignore
new_repo
echo 'shards: 16' >>corpus/town/corpus.yaml
dictum build -q town
commit 'Sixteen files'
expect_status 0 dictum diff HEAD~1 HEAD
sed -i 's/^    url: .*talk/&er/' corpus/town/sources.yaml
dictum build -q town
expect_status 1 dictum diff HEAD~1
# And so it is of releases, whose archives have a member for each file.
git checkout -q .
dictum build -q town
dictum pack -q town 1.0.0 --output ../tmp
commit 'Release'
dictum diff ../tmp/town-1.0.0.tar.zst
sed -i 's/^    url: .*talk/&er/' corpus/town/sources.yaml
dictum build -q town
expect_status 1 dictum diff ../tmp/town-1.0.0.tar.zst
