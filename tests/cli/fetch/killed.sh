# A run that is killed goes on where it was, whatever its file ends with.
. "$TESTS/cli/web.bash"
port=$(free_port)
www=$TMPDIR/www
mkdir "$www"
start_nginx <<END
server {
    listen 127.0.0.1:$port;
    root $www;
    # While such a file is there, these never come to an end.
    location ~ /(2[1-9]|3.|40).html {
        if (-f $www/hold-15) { limit_rate 1; }
    }
    location ~ /(4[1-9]|5.|60).html {
        if (-f $www/hold-35) { limit_rate 1; }
    }
}
END
new_town
for i in $(seq -w 60); do
    page "Page $i" "Number $i, the office said." >"$www/$i.html"
    source_at "page-$i" "http://127.0.0.1:$port/$i.html"
done
wait_for "$port"
touch "$www/hold-15" "$www/hold-35"
cp corpus/town/sources.yaml "$TMPDIR/before.yaml"
for enough in 15 35; do
    dictum fetch --allow-private --delay 0 --quiet &
    until [ "$(grep -c html "$TMPDIR/nginx/access.log")" -ge "$enough" ]; do
        sleep 0.02
    done
    kill -9 $!
    wait $! || :
    rm "$www/hold-$enough"
    cmp corpus/town/sources.yaml "$TMPDIR/before.yaml"
done
open=$(echo .dictum/warc/town-*.warc.gz.open)
held=$(dictum warc --json "$open" 2>/dev/null | grep -c '"response"' || :)
[ "$held" -gt 0 ]
# As after a loss of power: half a record, then what was in those blocks before.
tail -c 200 "$open" >half
head -c 150 half >>"$open"
fetch | sed -E 's/[0-9]+ requests/N requests/'
[ ! -e "$open" ]
dictum warc .dictum/warc/town-*.warc.gz >/dev/null
# Only what was on its way when the run was killed is asked for twice.
cut -d ' ' -f 3 "$TMPDIR/nginx/access.log" | sort | uniq -d >twice
[ "$(wc -l <twice)" -le 6 ]
for i in $(seq -w 60); do
    [ -e "corpus/town/snapshots/$(sha256sum <"$www/$i.html" | cut -c 1-64).html" ]
done
find corpus/town/snapshots -type f | wc -l
dictum build -q town
dictum verify -q town
