# Each broken file is told in one line, with the byte, and the records behind
# it are read where that is possible; no status but 4 and 5.
. "$TESTS/cli/lib.sh"
command -v zstd >/dev/null || skip "zstd: not here"
python3 "$TESTS/cli/warc.py" hostile
for file in *.warc*; do
    case $file in body-*) continue ;; esac
    status=0
    dictum warc "$file" >listed || status=$?
    echo "$file: status $status, $(wc -l <listed) listed"
done
expect_status 3 dictum warc no-type.warc >/dev/full
