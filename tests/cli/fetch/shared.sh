# Two sources of one URL are asked for once; the file of an open text that was
# deleted comes back from the record of its exchange, without asking.
. "$TESTS/cli/web.bash"
port=$(free_port)
www=$TMPDIR/www
mkdir "$www"
start_nginx <<END
server {
    listen 127.0.0.1:$port;
    root $www;
}
END
page "The quay" 'We are back, said the mayor, Ada Example.' >"$www/quay.html"
page "The mole" 'We are here, said the mayor, Ada Example.' >"$www/mole.html"
wait_for "$port"
new_town
url=http://127.0.0.1:$port
source_at quay $url/quay.html
source_at mole $url/mole.html
source_at quay-again $url/quay.html
source_at quay-withheld $url/quay.html withheld
fetch
asked /quay.html
grep -c "snapshot: $(sha256sum <"$www/quay.html" | cut -c 1-64)" \
    corpus/town/sources.yaml
find corpus/town/snapshots -type f | wc -l
echo "- asked again, when one of them has changed"
echo '<!-- changed -->' >>"$www/quay.html"
fetch --refresh
asked /quay.html
find corpus/town/snapshots -type f | wc -l
echo "- deleted"
before=$(sha256sum corpus/town/snapshots/*)
rm corpus/town/snapshots/"$(sha256sum <"$www/mole.html" | cut -c 1-64)".html \
    corpus/town/snapshots/"$(sha256sum <"$www/quay.html" | cut -c 1-64)".html
fetch --dry-run
find corpus/town/snapshots -type f | wc -l
fetch --json | tail -n 2
[ "$(sha256sum corpus/town/snapshots/*)" = "$before" ]
asked /quay.html
fetch
