# Missing snapshots from files: by their hash, and by the address that a WARC
# or JSON Lines file has.
. "$TESTS/cli/web.bash"
port=$(free_port)
mkdir "$TMPDIR/www"
page "The quay" '“We are back,” said the mayor, Ada Example.' >"$TMPDIR/www/quay.html"
page "The ferry" '“We never left,” said the captain, Bo Example.' >"$TMPDIR/www/ferry.html"
start_nginx <<END
server { listen 127.0.0.1:$port; root $TMPDIR/www; }
END
wait_for "$port"
url=http://127.0.0.1:$port
mkdir first second
cd first
new_town
source_at quay $url/quay.html
source_at ferry $url/ferry.html withheld
fetch -q
warc=$PWD/$(echo .dictum/warc/*.warc.gz)
kept=$PWD/corpus/town/sources.yaml

cd ../second
new_town
source_at quay "$url/quay.html#top"
source_at ferry $url/ferry.html withheld
printf '  - id: note\n    snapshot: %s\n    rights: {licence: CC0-1.0, text: open}\n' \
    "$(echo 'A note on the quay.' | sha256sum | cut -c 1-64)" >>corpus/town/sources.yaml
echo "- by address"
fetch --from "$warc"
diff <(grep -e snapshot -e retrieved -e warc: "$kept") \
    <(grep -e snapshot -e retrieved -e warc: corpus/town/sources.yaml | head -n 6)
echo "- by hash"
mkdir -p files/deep
echo 'A note on the quay.' >files/deep/any.name
rm -r corpus/town/snapshots .dictum
cp "$TMPDIR/www/ferry.html" "$TMPDIR/www/quay.html" files/
sources=$(sha256sum <corpus/town/sources.yaml)
fetch --from files
[ "$sources" = "$(sha256sum <corpus/town/sources.yaml)" ]
dictum build -q town
grep -c '"id"' manifests/town/articles.jsonl
echo "- from lines of JSON"
source_at bridge "$url/bridge.html"
python3 -c 'import json, sys
print(json.dumps({"url": sys.argv[1], "text": "The bridge stands, the office said."}))' \
    "$url/bridge.html" >pages.jsonl
fetch --from pages.jsonl
fetch --from pages.jsonl --refresh
fetch --from nowhere
