# A check that is asked for is done, or refused: no option is passed over.
. "$TESTS/cli/town.bash"
built_corpus
echo .dictum/ >.gitignore
new_repo
dictum pack -q town 1.0.0 --output releases
release=releases/town-1.0.0.tar.zst
expect_status 2 dictum verify town --from .
expect_status 2 dictum verify town --rebuild --at HEAD
expect_status 2 dictum verify --rebuild $release
expect_status 2 dictum verify --history $release
dictum verify -q $release
