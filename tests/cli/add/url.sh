# A URL is fetched once; its id is made of it, its time of fetching recorded.
. "$TESTS/cli/add.bash"
command -v python3 >/dev/null || skip "python3: no server here"
new_corpus
mkdir www
cp page.html www/bridge
python3 -c '
import http.server
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()' >port &
trap "kill $!" EXIT
while [ ! -s port ]; do sleep 0.05; done
url=http://127.0.0.1:$(<port)/www/bridge
dictum add "$url" --json | sed 's/a-[0-9a-f]\{16\}/ID/'
grep -c "url: .*$url" corpus/town/sources.yaml
grep -c 'retrieved: 20..-..-..T..:..:..Z' corpus/town/sources.yaml
id=a-$(printf %s "$url" | sha256sum | cut -c 1-16)
grep -c "id: $id" corpus/town/sources.yaml
expect_status 3 dictum add "${url}s"
echo '<p>changed</p>' >>www/bridge
expect_status 2 dictum add "$url"
expect_status 0 dictum add "$url" --id "$id"
