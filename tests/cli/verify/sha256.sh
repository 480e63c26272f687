# A repository whose objects have SHA-256 names: what needs no git goes on.
. "$TESTS/cli/town.bash"
[ -z "$SANITIZED" ] || skip "libgit2 leaks when it cannot open a repository"
built_corpus
git init -q --object-format=sha256 .
commit "Build"
dictum verify --quiet town
dictum status town
expect_status 2 dictum verify --quiet --at HEAD town
expect_status 2 dictum pack --quiet town 1.0.0
expect_status 2 dictum diff HEAD HEAD
expect_status 2 dictum log talk
