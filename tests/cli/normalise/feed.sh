# A feed of many pages: in order on any number of threads, past a bad one,
# printed or written to files.
prose="The East Mole stood through its first winter, the harbour trust said on Friday, and nobody was more surprised than"
for i in 1 2 3 4 5 6 7 8 9; do
    printf '{"id":"p%d","url":"https://echo.example/%d","html":"<html><title>Page %d</title><p>%s number %d.</p></html>"}\n' $i $i $i "$prose" $i
done >pages.jsonl
echo '{"text": 7}' >>pages.jsonl
printf '{"text":"%s its builders."}\n' "$prose" >>pages.jsonl
dictum normalise --json -j 1 pages.jsonl >one 2>err || echo "status $?"
cat err
grep -o '"id":[^,]*,"input":[^,]*' one
for jobs in 2 5; do
    dictum normalise --json -j $jobs pages.jsonl 2>/dev/null | cmp - one && echo "the same with -j $jobs"
done
echo "== several files, one bad"
printf 'a\000b' >bad.txt
printf '# Mole stands\n\n%s *its* builders.\n' "$prose" >mole.md
dictum normalise mole.md bad.txt pages.jsonl >all 2>err || echo "status $?"
head -n 12 all
cat err
dictum normalise mole.md missing.txt mole.md >/dev/null 2>&1 || echo "status $?"
dictum normalise bad.txt 2>&1 || echo "status $?"
echo "== into a folder"
dictum normalise -o out mole.md pages.jsonl 2>/dev/null || echo "status $?"
ls out
cat out/mole.txt
mkdir other
cp mole.md other
dictum normalise -o out mole.md other/mole.md 2>&1 || echo "status $?"
echo "== an address that is not UTF-8"
page="<html><title>T</title><article><h1>H</h1><p>$prose its builders.</p></article></html>"
http=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s' "$page"; echo .)
http=${http%.}
{
    printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/12 \262\262\361\361\r\n'
    printf 'WARC-Date: 2021-05-05T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n'
    printf 'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' "${#http}" "$http"
} >latin.warc
dictum normalise --json latin.warc | grep -o '"url":"[^"]*"'
dictum normalise --url "$(printf 'http://x.example/\262')" mole.md || echo "status $?"
