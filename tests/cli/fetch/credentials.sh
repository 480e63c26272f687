# Credentials go to the host they are for, and into no file of ours.
. "$TESTS/cli/web.bash"
start_faulty
new_town
source_at in "http://ada:pass%20word@127.0.0.1:$faulty/in"
fetch
sort "$TMPDIR/faulty.log"
echo "- to another host"
mkdir another
cd another
new_town
source_at out "http://ada:pass%20word@127.0.0.1:$faulty/out"
: >"$TMPDIR/faulty.log"
fetch
sort "$TMPDIR/faulty.log"
zcat .dictum/warc/*.warc.gz | grep -a -i -c -e authorization -e 'pass%20word' ||
    echo "none in the exchanges"
