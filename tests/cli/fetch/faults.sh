# What servers do wrong, and what comes of it.
. "$TESTS/cli/web.bash"
start_faulty
new_town
for fault in cut short long slow silent endless head line never halfway \
    bomb damaged garbage unsteady busy closed broken dropped empty same binary ring stairs file; do
    source_at "$fault" "http://127.0.0.1:$faulty/$fault"
done
source_at refused "http://127.0.0.1:$(free_port)/"
# What libcurl says of the last two is its own.
fetch --tries 2 --timeout 5 --max-bytes 1000000 --at-a-time 30 |
    sed -E 's/^(refused|garbage): failed: .*/\1: failed/'
echo "asked:"
sort "$TMPDIR/faulty.log" | uniq -c | sed 's/^ *//' | grep -v stairs
dictum warc .dictum/warc/town-*.warc.gz >/dev/null
expect_status 1 dictum build -q town
grep -c '"id"' manifests/town/articles.jsonl
