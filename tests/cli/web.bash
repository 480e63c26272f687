# web.bash - web servers of a test's own, on loopback: . "$TESTS/cli/web.bash"
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"
trap 'stop_servers' EXIT
servers=()

stop_servers() {
    for server in "${servers[@]}"; do
        kill "$server" 2>/dev/null || continue
        wait "$server" 2>/dev/null || :
    done
}

# free_port: one that nobody listens on now, that this test has not had yet,
# and that no outgoing connection is given.
free_port() {
    python3 - "$TMPDIR/ports" <<'END'
import random
import socket
import sys

with open(sys.argv[1], "a+") as had:
    had.seek(0)
    taken = had.read().split()
    while True:
        port = str(random.randrange(10000, 32768))
        with socket.socket() as s:
            if port not in taken and s.connect_ex(("127.0.0.1", int(port))):
                break
    had.write(port + "\n")
print(port)
END
}

# wait_for PORT [ADDRESS]: until somebody listens there.
wait_for() {
    for _ in $(seq 200); do
        (: >"/dev/tcp/${2:-127.0.0.1}/$1") 2>/dev/null && return
        sleep 0.05
    done
    echo "no server on port $1" >&2
    cat "$TMPDIR"/nginx/error.log >&2 || :
    exit 1
}

# start_nginx: with the server blocks on standard input, its files in $TMPDIR;
# what it was asked for is in $TMPDIR/nginx/access.log.
start_nginx() {
    local program folder=$TMPDIR/nginx
    program=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v nginx) ||
        skip "nginx is not installed"
    mkdir -p "$folder/temp"
    {
        [ "$(id -u)" != 0 ] || echo "user root;"
        cat <<END
daemon off;
pid $folder/nginx.pid;
error_log $folder/error.log;
worker_processes 1;
events { worker_connections 64; }
http {
    log_format plain '\$request_method \$host \$request_uri \$status '
                     '"\$http_user_agent" "\$http_authorization"';
    access_log $folder/access.log plain;
    client_body_temp_path $folder/temp;
    proxy_temp_path $folder/temp;
    fastcgi_temp_path $folder/temp;
    uwsgi_temp_path $folder/temp;
    scgi_temp_path $folder/temp;
    types { text/html html; text/plain txt; image/png png; }
    port_in_redirect on;
END
        cat
        echo "}"
    } >"$folder/nginx.conf"
    "$program" -p "$folder" -c "$folder/nginx.conf" -e "$folder/error.log" &
    servers+=($!)
}

# start_faulty: the server of what nginx cannot do, its port in $faulty; what
# it was asked for is in $TMPDIR/faulty.log.
start_faulty() {
    faulty=$(free_port)
    python3 -u "$TESTS/cli/faulty.py" "$faulty" >>"$TMPDIR/faulty.log" &
    servers+=($!)
    wait_for "$faulty"
}

# asked PATH: how often nginx was asked for it.
asked() {
    grep -c -F " $1 " "$TMPDIR/nginx/access.log" || :
}

# page TITLE SENTENCE: an article that a build takes.
page() {
    printf '<!DOCTYPE html><html><head><title>%s</title></head><body>\n' "$1"
    printf '<article><h1>%s</h1><p>%s</p><p>The wall stands because two ' \
        "$1" "$2"
    printf 'hundred people stood in the rain to build it, stone by stone, '
    printf 'from the autumn to the spring.</p></article></body></html>\n'
}

# new_town: a corpus without sources in a repository of its own.
new_town() {
    git init -q .
    dictum init town --licence CC0-1.0 --title "The town" >/dev/null 2>&1
    echo "sources:" >corpus/town/sources.yaml
}

# source_at ID URL [open|withheld]: one more source.
source_at() {
    printf '  - id: %s\n    url: %s\n' "$1" "$2"
    printf '    rights: {licence: CC0-1.0, text: %s}\n' "${3:-open}"
} >>corpus/town/sources.yaml

# plain: ports, times, hashes and offsets of this run taken out.
plain() {
    sed -E -e 's/warc\.gz:[0-9]+/warc.gz:N/g' -e 's/:[0-9]{4,5}\b/:PORT/g' \
        -e 's/town-[0-9]{14}/town-TIME/g' -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g' \
        -e 's/[0-9a-f]{12}…/HASH…/g' -e 's/\b[0-9a-f]{64}\b/HASH/g'
}

# fetch ARGUMENT...: from loopback and without pauses; prints what is said and
# the status.
fetch() {
    local status=0
    dictum fetch --allow-private --delay 0 "$@" >out 2>err || status=$?
    cat err out | plain
    echo "status $status"
    rm out err
}
