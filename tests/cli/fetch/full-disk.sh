# A disk that is full: nothing is changed, and with room again it goes on.
. "$TESTS/cli/web.bash"
port=$(free_port)
www=$TMPDIR/www
mkdir "$www"
for i in 1 2 3 4; do
    # What does not pack.
    { page "Page $i" "Number $i."; head -c 150000 /dev/urandom | base64; } >"$www/$i.html"
done
start_nginx <<END
server { listen 127.0.0.1:$port; root $www; }
END
wait_for "$port"
cat >inside.bash <<END
. "\$TESTS/cli/web.bash"
new_town
for i in 1 2 3 4; do
    source_at "page-\$i" "http://127.0.0.1:$port/\$i.html"
done
status=0
unchanged corpus -- fetch >said || status=\$?
grep -v requests said | sed 's/error: [^ ]*: No/error: FILE: No/'
mount -o remount,size=8m "\$PWD"
fetch | grep -v requests
find corpus/town/snapshots -type f | wc -l
END
on_small_disk "${SIZE:-700k}" bash -eu ../inside.bash
