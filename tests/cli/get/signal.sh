# A signal in the middle of a download leaves nothing behind.
. "$TESTS/cli/release.bash"
new_corpus
dictum pack --quiet sample 1.0.0 --output shelf
# A server that sends the index, and of the archive only the beginning.
cat >slow.py <<'PY'
import http.server, os, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        data = open("shelf" + self.path, "rb").read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.path.endswith(".jsonl"):
            self.wfile.write(data)
            return
        self.wfile.write(data[:100])
        self.wfile.flush()
        open("sent", "w").close()
        time.sleep(60)
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
PY
python3 slow.py >port.txt &
server=$!
trap 'kill $server' EXIT
for _ in $(seq 100); do
    [ -s port.txt ] && break
    sleep 0.1
done
for number in INT TERM HUP; do
    rm -f sent
    # Bash starts a background job with SIGINT ignored; env gives it back.
    env --default-signal=INT dictum get sample \
        --from "http://127.0.0.1:$(cat port.txt)" --output out 2>err.txt &
    job=$!
    for _ in $(seq 100); do
        [ -e sent ] && break
        sleep 0.1
    done
    [ -n "$(find out -name '*.part')" ] || echo "no unfinished file"
    kill -s $number $job
    status=0
    wait $job || status=$?
    echo "$number: $status, left behind: $(ls -A out)"
done
