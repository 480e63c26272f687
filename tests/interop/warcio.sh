# What warcio, which is not ours, writes is read: every record where it says it
# is, with its digests, and every page.
if ! python3 -c 'import warcio' 2>/dev/null; then
    python3 -m pip install -q --target "$SCRATCH/python" warcio \
        >/dev/null 2>&1 || { echo "warcio cannot be installed"; exit 77; }
fi
export PYTHONPATH=$SCRATCH/python
cd "$SCRATCH"
python3 "$ROOT/tests/interop/warc_write.py" w.warc.gz 300
"$DICTUM" warc --json w.warc.gz >ours
[ "$(wc -l <ours)" = 604 ]
# warcio digests a body as it was stored, chunks included.
[ "$(grep -c '"payload_digest":"fine".*"type":"response"' ours)" = 200 ]
[ "$(grep -c '"payload_digest":"stored"' ours)" = 100 ]
[ "$(grep -c '"block_digest":"fine"' ours)" = 604 ]
# The same offsets and types, by warcio's own index.
fields() { # of JSON lines, in any order: offset, type, URL
    python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    print(r["offset"], r.get("warc-type") or r["type"],
          r.get("warc-target-uri") or r.get("url"))'
}
python3 -m warcio.cli index -f offset,warc-type,warc-target-uri w.warc.gz |
    fields >theirs
fields <ours | diff theirs -
# Every page, the revisits too, is a page of the feed.
git init -q repo
cd repo
"$DICTUM" init -q town --licence CC0-1.0
"$DICTUM" add --json ../w.warc.gz >added
grep -q '"pages_added":300,"passed_over":\[{"count":3,"reason":"the bytes' added
