# What is broken in a feed is told, the rest is added; a feed of nothing is
# refused, and nothing changes.
. "$TESTS/cli/lib.sh"
command -v zstd >/dev/null || skip "zstd: not here"
python3 "$TESTS/cli/warc.py" hostile
mkdir repo && cd repo
new_repo
dictum init --quiet town --licence CC0-1.0
for file in body-bomb.warc.gz body-cut.warc.gz body-twice.warc.gz \
    bad-payload-digest.warc.gz; do
    expect_status 1 dictum add --dry-run ../$file
done
mkdir -p .dictum
: >.dictum/add.lock # stays when add has ended
for file in empty.warc no-warc.warc cut-member.warc.gz; do
    unchanged . -- expect_status 4 dictum add ../$file
done
expect_status 2 dictum add ../plain.warc --id one
expect_status 3 dictum add ../none.warc.gz
cat >lines.jsonl <<'END'
{"url": "https://ferry.example/1", "text": "The ferry sails again on Monday.\n\nIt was laid up in March after the storm."}
{"url": "https://ferry.example/2", "text": 7}
{"url": "https://ferry.example/3"}
["url"]
{"url": "https://ferry.example/4", "html": "<p>half
{"url": "https://ferry.example/5", "html": "<p>\ud83d\u2026</p>", "text": "x"} more

{"url":"https://ferry.example/6","html":"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>"}
{"html":"<html><head><title>By its title</title></head><body><article><h1>By its title</h1><p>The ferry returned, the board said.</p><p>It \u2026 sails \ud83d\udea2 daily.</p></article></body></html>","deep":[{"a":[1.5e3,true,null]}],"id":9}
END
expect_status 1 dictum add lines.jsonl
sed -n '/^sources:/,$p' corpus/town/sources.yaml |
    grep 'id:\|url:\|snapshot:\|media_type:\|charset:'
cat corpus/town/snapshots/*.html
