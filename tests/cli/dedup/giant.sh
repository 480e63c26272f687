# A text of 1 GB in one line is refused in one line, for a fraction of its
# memory; with --keep-going the lines behind it are read.
if [ -n "$SANITIZED" ]; then
    echo "sanitizers need more than the memory that is allowed here" >&2
    exit 77
fi
cat >giant.py <<'END'
import sys
out = sys.stdout.buffer
same = b'"text":"nobody saw the tide come in that night at all"}\n'
try:
    out.write(b'{"id":"before",' + same + b'{"id":"giant","text":"')
    words = b" ".join(b"%x" % i for i in range(120000)) + b" "
    for _ in range((1 << 30) // len(words) + 1):
        out.write(words)
    out.write(b'"}\n{"id":"behind",' + same)
except BrokenPipeError:
    sys.stderr.close()
END
ulimit -v $((700 * 1024))
status=0
python3 giant.py | dictum dedup - || status=$?
[ "$status" = 4 ]
python3 giant.py | dictum dedup --keep-going - || status=$?
[ "$status" = 1 ]
