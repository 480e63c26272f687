# What add --json says of a feed: what was added, and why the rest was not.
. "$TESTS/cli/lib.sh"
mkdir repo && cd repo
new_repo
dictum init --quiet town --licence CC0-1.0
page='"text": "The ferry sails again on Monday, the board said.\n\nIt was laid up in March after the storm."'
cat >lines.jsonl <<END
{"url": "https://ferry.example/1", $page}
{"url": "https://ferry.example/1", $page}
{"url":"https://ferry.example/6","html":"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>"}
END
dictum add --json --dry-run lines.jsonl
