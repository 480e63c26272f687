# A URL is fetched once; its id is made of it, its time of fetching recorded. A
# content coding that nobody asked for is taken off, and no private address is
# connected to unless that is allowed.
. "$TESTS/cli/add.bash"
command -v python3 >/dev/null || skip "python3: no server here"
new_corpus
mkdir www
cp page.html www/bridge
python3 -c '
import gzip
import http.server
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass
    def do_GET(self):
        if self.path != "/coded": return super().do_GET()
        body = gzip.compress(open("coded.html", "rb").read())
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()' >port &
trap "kill $!" EXIT
while [ ! -s port ]; do sleep 0.05; done
url=http://127.0.0.1:$(<port)/www/bridge
dictum add --allow-private "$url" --json | sed 's/a-[0-9a-f]\{16\}/ID/'
grep -c "url: .*$url" corpus/town/sources.yaml
grep -c 'retrieved: 20..-..-..T..:..:..Z' corpus/town/sources.yaml
id=a-$(printf %s "$url" | sha256sum | cut -c 1-16)
grep -c "id: $id" corpus/town/sources.yaml
expect_status 3 dictum add --allow-private "${url}s"
expect_status 3 dictum add "$url" 2>&1 | sed "s/:[0-9]*\/www/:PORT\/www/"
echo '<p>changed</p>' >>www/bridge
expect_status 2 dictum add --allow-private "$url"
expect_status 0 dictum add --allow-private "$url" --id "$id"
sed 's/<h1>/<h1>The other /' page.html >coded.html
dictum add -q --allow-private "${url%/www/*}/coded"
grep -c "snapshot: $(sha256sum coded.html | cut -c 1-64)" \
    corpus/town/sources.yaml
