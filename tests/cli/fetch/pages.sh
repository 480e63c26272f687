# From a real server: what is there, what has moved, what has vanished; then
# what is asked for again.
. "$TESTS/cli/web.bash"
port=$(free_port)
www=$TMPDIR/www
mkdir "$www"
start_nginx <<END
server {
    listen 127.0.0.1:$port;
    root $www;
    gzip on;
    gzip_min_length 1;
    gzip_types text/plain;
    location = /moved { return 301 /sub/../quay.html?from=moved; }
    location = /to-front { return 302 /; }
    location = /latin.html { charset windows-1252; }
    location = /410 { return 410; }
    location = /403 { return 403; }
}
END
page "The quay" '“We are back,” said the mayor, Ada Example.' >"$www/quay.html"
page "Welcome" "The front page of the town." >"$www/index.html"
page "Page not found | The Town" "Nothing is here." >"$www/soft.html"
page "town.example" "This domain is for sale: make an offer." >"$www/parked.html"
page "Talk of 404 notices" "The mayor spoke of 404 notices." >"$www/notices.html"
printf 'Caf\351 opens\n\nThe caf\351 is open again, the harbour said on Friday.\n' \
    >"$www/latin.html"
printf 'The harbour is open again, the office said on Friday.\n' >"$www/note.txt"
wait_for "$port"

new_town
url=http://127.0.0.1:$port
source_at quay $url/quay.html#top
source_at moved $url/moved
source_at latin $url/latin.html
source_at note $url/note.txt withheld
source_at notices $url/notices.html
for name in missing.html 410 403 to-front soft.html parked.html; do
    source_at "${name%.html}" "$url/$name"
done
echo "- dry"
fetch --dry-run | head -n 2
[ ! -e "$TMPDIR/nginx/access.log" ] || [ ! -s "$TMPDIR/nginx/access.log" ]
echo "- taken"
fetch --contact 'mailto:desk@news.example'
plain <corpus/town/sources.yaml
sort -u "$TMPDIR/nginx/access.log" | grep -e robots -e moved
find corpus/town/snapshots .dictum/snapshots -type f 2>/dev/null | wc -l
dictum warc .dictum/warc/town-*.warc.gz >/dev/null
echo "- built"
expect_status 1 dictum build -q town
grep -c café corpus/town/articles/latin.txt
plain <manifests/town/snapshots.jsonl | grep -o -e '"http":{[^}]*}' \
    -e '"source":"[a-z]*"' | sed -E -e 's/"etag":"[^,]*"/"etag":X/g' \
    -e 's/"last_modified":"[^"]*"/"last_modified":X/g'
expect_status 1 dictum build town --quiet
commit "Take what is there"

echo "- again"
touch -d '2001-01-01' "$www/note.txt"
sed -i 's/stone by stone/brick by brick/' "$www/quay.html"
touch -d '+5 seconds' "$www/quay.html" # the server's clock counts whole ones
rm "$www/notices.html"
sources=$(sha256sum <corpus/town/sources.yaml)
fetch
[ "$sources" = "$(sha256sum <corpus/town/sources.yaml)" ]
: >"$TMPDIR/nginx/access.log"
fetch --refresh
grep -c ' 304 ' "$TMPDIR/nginx/access.log"
git diff --name-only
find corpus/town/snapshots -type f | wc -l
expect_status 1 dictum build -q town
expect_status 1 dictum diff HEAD >diff.txt
grep -e 'silent edit' diff.txt
commit "Take the edit"
: >"$TMPDIR/nginx/access.log"
fetch --refresh --json | tail -n 2
grep -c ' 304 ' "$TMPDIR/nginx/access.log"

echo "- without the exchanges a build says the same of them"
cp manifests/town/snapshots.jsonl before.jsonl
mv .dictum/warc elsewhere
rm .dictum/store.db*
expect_status 1 dictum build -q town
cmp before.jsonl manifests/town/snapshots.jsonl

echo "- one that is named but not here, and one that is not there any more"
quay=$(sha256sum <"$www/quay.html" | cut -c 1-64)
rm "corpus/town/snapshots/$quay.html"
sed -i "/id: note/,/snapshot/s/snapshot: .*/snapshot: $(printf '%064d' 7)/" corpus/town/sources.yaml
fetch | grep -v -e vanished: -e forbidden:
[ -e "corpus/town/snapshots/$quay.html" ]
git diff --stat HEAD -- corpus/town/sources.yaml | tail -n 1
fetch --refresh | grep note
grep -c "snapshot: $(sha256sum <"$www/note.txt" | cut -c 1-64)" corpus/town/sources.yaml
