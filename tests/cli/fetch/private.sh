# No private address, by number, by name or after a redirect, unless allowed.
. "$TESTS/cli/web.bash"
command -v ip >/dev/null || skip "ip is not installed"
unshare -rn true 2>/dev/null || skip "no network of one's own here"
new_town
source_at public http://93.184.216.34/page.html
source_at inward http://93.184.216.34/inward
source_at named http://93.184.216.34/named
source_at loopback http://127.0.0.1/page.html
source_at name http://localhost/page.html
source_at short http://127.1/page.html
source_at decimal http://2130706433/page.html
source_at octal http://0177.0.0.1/page.html
source_at any http://0.0.0.0/page.html
source_at mapped 'http://[::ffff:127.0.0.1]/page.html'
source_at six 'http://[::1]/page.html'
source_at link 'http://169.254.169.254/page.html'
mkdir "$TMPDIR/www"
page "A page" "The quay is open, the office said." >"$TMPDIR/www/page.html"
cat >inside.bash <<'E2'
. "$TESTS/cli/web.bash"
ip link set lo up
for address in 93.184.216.34 169.254.169.254; do
    ip address add "$address/32" dev lo
done
start_nginx <<END
server {
    listen 80;
    listen [::]:80;
    root $TMPDIR/www;
    location = /inward { return 302 http://127.0.0.1/page.html; }
    location = /named { return 302 http://localhost/page.html; }
}
END
wait_for 80
dictum fetch --delay 0 --tries 1 2>&1 || echo "status $?"
for page in inward named; do
    dictum add "http://93.184.216.34/$page" --dry-run 2>&1 || echo "status $?"
done
cut -d ' ' -f 2,3 "$TMPDIR/nginx/access.log" | sort -u
echo "- allowed"
dictum fetch --delay 0 --tries 1 --allow-private 2>&1 | plain || :
E2
unshare -rn bash -eu inside.bash | plain
