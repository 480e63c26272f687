# A full disk leaves what was there, and the build can be run again.
. "$TESTS/cli/town.bash"
export -f expect_status unchanged tree_digest town_corpus built_corpus talk \
    news add_source add_entry left_over
export articles snapshots manifests
# shellcheck disable=SC2016 # expanded in the other shell
on_small_disk 300k bash -euc '
    built_corpus
    echo >>corpus/town/people.yaml
    talk Rain rain >rain.txt
    add_source rain rain.txt "kind: transcript"
    dd if=/dev/zero of=filler bs=1k 2>/dev/null || true
    status=0
    unchanged corpus manifests -- dictum build --quiet town 2>"$TMPDIR/err" || status=$?
    [ "$status" = 3 ]
    [ "$(grep -c "^dictum: error: .*No space left on device$" "$TMPDIR/err")" = 1 ]
    [ "$(wc -l <"$TMPDIR/err")" = 1 ]
    rm filler
    dictum build --quiet town
    dictum verify --quiet town
    left_over' || exit $?
