# robots.txt: no, in part, not there, in trouble, elsewhere, and its pace.
. "$TESTS/cli/web.bash"
www=$TMPDIR/www
mkdir "$www"
page "A page" "The quay is open, the office said." >"$www/page.html"
cp "$www/page.html" "$www/other.html"
printf 'User-agent: *\nDisallow: /\n' >"$www/no.txt"
printf 'User-agent: *\nDisallow: /\n\nUser-agent: Dictum/2\nDisallow: /o*.html$\n' \
    >"$www/part.txt"
printf 'user-agent: *\ncrawl-delay: 1\n' >"$www/slow.txt"
names=(no part absent trouble moved slow)
for name in "${names[@]}"; do
    printf -v "$name" %s "$(free_port)"
done
serve() { # PORT RULES...
    echo "server { listen 127.0.0.1:$1; root $www;"
    shift
    echo "$* }"
}
start_nginx <<END
$(serve "$no" "location = /robots.txt { alias $www/no.txt; }")
$(serve "$part" "location = /robots.txt { alias $www/part.txt; }")
$(serve "$absent" 'location = /robots.txt { return 403; }')
$(serve "$trouble" 'location = /robots.txt { return 503; }')
$(serve "$moved" "location = /robots.txt { return 301 http://127.0.0.1:$no/robots.txt; }")
$(serve "$slow" "location = /robots.txt { alias $www/slow.txt; }")
END
for name in "${names[@]}"; do
    wait_for "${!name}"
done
new_town
for name in "${names[@]}"; do
    source_at "$name" "http://127.0.0.1:${!name}/page.html"
    source_at "$name-other" "http://127.0.0.1:${!name}/other.html"
done
begin=$(date +%s%N)
fetch --tries 2 --at-a-time 1
end=$(date +%s%N)
echo "asked for robots.txt: $(asked /robots.txt), for pages: $(asked /page.html) $(asked /other.html)"
# Three requests to the slow one, a second between them.
[ $(((end - begin) / 1000000)) -ge 2000 ]
