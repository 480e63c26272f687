# What a line of JSON says of its text goes into the entry, where an entry can
# hold it; the rest is named.
. "$TESTS/cli/lib.sh"
mkdir repo && cd repo
new_repo
dictum init --quiet town --licence CC0-1.0
page='"text": "The ferry sails again on Monday, the board said.\n\nIt was laid up in March after the storm."'
other='"text": "The mill stays open, the council said.\n\nIt was to close in March, before the storm."'
cat >lines.jsonl <<END_OF_LINES
{"url": "https://ferry.example/1", "title": "A  ferry", "author": "Ida Marsh", "published": "2031-04-02", "kind": "release", "licence": "CC-BY-4.0", "score": 3, "tags": ["x"], "note": null, $page}
{"url": "https://ferry.example/2", "author": ["Ida Marsh"], "published": "last week", "kind": "essay", "licence": "mine", "score": 1, $other}
END_OF_LINES
dictum add lines.jsonl
sed -n '/^sources:/,$s/[0-9a-f]\{64\}/SHA256/;/^sources:/,$p' corpus/town/sources.yaml
dictum add --json -n lines.jsonl | grep -o '"fields_passed_over":[^]]*]'
