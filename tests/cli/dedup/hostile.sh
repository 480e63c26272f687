# Lines that cannot be read: named by file and line; skipped and counted when
# that is asked for.
cat >lines <<'END'
{"id":"a","text":"the same words of two"}
{"id":"b","text":"The same words, of two!"}
{"id":"c"}
{"text":"nobody's"}
not json
{"id":"a","text":"another text by a name that was there"}
{"id":7,"text":"x"}
{"id":"","text":"x"}
{"id":"d","text":null}

{"id":"e","text":"the same words of two"}
END
printf '{"id":"f","text":"\377"}\n' >>lines
status=0
dictum dedup lines || status=$?
[ "$status" = 4 ]
dictum dedup --keep-going lines || status=$?
[ "$status" = 1 ]
# Lines are counted from one batch to the next, blank ones too.
for number in $(seq 2000); do
    printf '\n{"id":"%s","text":"%0100d"}\n' "$number" 0
done >far
echo "not json" >>far
status=0
dictum dedup far || status=$?
[ "$status" = 4 ]
: >empty
dictum dedup empty
for wrong in "--near 0" "--near 1001" "--shingle 0" "--permutations 8"; do
    status=0
    # shellcheck disable=SC2086
    dictum dedup $wrong lines || status=$?
    [ "$status" = 2 ]
done
dictum dedup missing || exit $?
