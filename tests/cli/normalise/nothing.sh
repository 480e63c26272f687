# A file with nothing to read in it is told; the others are read.
. "$TESTS/cli/lib.sh"
printf '\r\n\r\n' >blank.warc
printf '%s\r\n' WARC/1.0 'WARC-Type: warcinfo' \
    'WARC-Record-ID: <urn:uuid:6f2c1b0e-0000-4000-8000-000000000001>' \
    'WARC-Date: 2024-05-01T09:30:00Z' 'Content-Length: 0' '' '' '' >info.warc
: >none.jsonl
echo '{"text": "The ferry sails again on Monday, the board said."}' >one.jsonl
for file in blank.warc info.warc none.jsonl; do
    expect_status 4 dictum normalise $file
done
expect_status 4 dictum warc blank.warc
expect_status 4 dictum normalise none.jsonl one.jsonl blank.warc
