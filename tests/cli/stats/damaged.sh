# A line that is no JSON ends the count, with its place.
. "$TESTS/cli/tiny.sh"
tiny_built
echo '{broken' >>manifests/tiny/articles.jsonl
expect_status 4 dictum stats tiny
