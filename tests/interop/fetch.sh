# The exchanges that fetch keeps, from nginx, over HTTP/1.1 (chunked, gzip) and
# HTTP/2, read by warcio, which is not ours.
warcio=$SCRATCH/python
if ! python3 -c 'import warcio' 2>/dev/null; then
    python3 -m pip install -q --target "$warcio" warcio >/dev/null 2>&1 ||
        { echo "warcio cannot be installed"; exit 77; }
fi
export PYTHONPATH=$warcio TMPDIR=$SCRATCH TESTS=$ROOT/tests
PATH=$(dirname "$DICTUM"):$PATH
. "$TESTS/cli/web.bash"
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$SCRATCH/key.pem" \
    -out "$SCRATCH/cert.pem" -days 2 -subj /CN=localhost \
    -addext subjectAltName=IP:127.0.0.1 2>/dev/null
clear=$(free_port)
secret=$(free_port)
mkdir "$SCRATCH/www" "$SCRATCH/clone"
page "The quay" '“We are back,” said the mayor, Ada Example.' >"$SCRATCH/www/quay.html"
start_nginx <<END
root $SCRATCH/www;
server {
    listen 127.0.0.1:$clear;
    gzip on;
    gzip_min_length 1;
    location = /moved { return 301 /quay.html; }
}
server {
    listen 127.0.0.1:$secret ssl http2;
    ssl_certificate $SCRATCH/cert.pem;
    ssl_certificate_key $SCRATCH/key.pem;
}
END
wait_for "$clear"
wait_for "$secret"
cd "$SCRATCH/clone"
new_town
source_at clear "http://127.0.0.1:$clear/quay.html"
source_at moved "http://127.0.0.1:$clear/moved"
source_at secret "https://127.0.0.1:$secret/quay.html"
SSL_CERT_FILE=$SCRATCH/cert.pem dictum fetch -q --allow-private --delay 0
python3 -m warcio.cli check -v .dictum/warc/*.warc.gz
python3 - "$SCRATCH/www/quay.html" .dictum/warc/*.warc.gz corpus/town/sources.yaml <<'END'
import re
import sys
from warcio.archiveiterator import ArchiveIterator

page, warc, sources = sys.argv[1:]
wanted = open(page, "rb").read()
pages = moved = requests = 0
ids = {}
with open(warc, "rb") as stream:
    records = ArchiveIterator(stream)
    for record in records:
        kind = record.rec_type
        ids[record.rec_headers["WARC-Record-ID"]] = kind
        if kind == "request":
            requests += 1
            assert ids[record.rec_headers["WARC-Concurrent-To"]] == "response"
            assert record.http_headers.get_header("User-Agent").startswith("dictum/")
        if kind != "response":
            continue
        url = record.rec_headers["WARC-Target-URI"]
        body = record.content_stream().read()
        if url.endswith("/quay.html"):
            place = f"{warc.split('/')[-1]}:{records.get_record_offset()}"
            assert record.http_headers.get_statuscode() == "200"
            assert body == wanted, url
            assert f"warc: {place}\n" in open(sources).read(), place
            pages += 1
        moved += record.http_headers.get_statuscode() == "301"
assert (pages, moved) == (3, 1), (pages, moved)
assert requests == list(ids.values()).count("response") == 6, ids
print(f"{len(ids)} records, {pages} pages, as they were served")
END
