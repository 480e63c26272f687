# A disk that is full, of the releases or of the corpus: nothing is recorded
# that is not there, and packing again gives the same bytes.
. "$TESTS/cli/release.bash"
export -f expect_status unchanged tree_digest new_corpus commit
# shellcheck disable=SC2016 # expanded in the other shell
on_small_disk 3m bash -euc '
    new_corpus --articles 8 --bytes 3000
    dictum pack -q sample 1.0.0 -o "$TMPDIR/whole"
    git checkout -q manifests
    fill() { dd if=/dev/zero of=filler bs="$1" 2>/dev/null || true; }
    refused() {
        status=0
        unchanged corpus manifests -- "$@" 2>"$TMPDIR/err" || status=$?
        [ "$status" = 3 ] || { cat "$TMPDIR/err" >&2; exit 1; }
        [ "$(grep -c "^dictum: error: .*No space left on device" "$TMPDIR/err")" = 1 ]
        [ "$(wc -l <"$TMPDIR/err")" = 1 ]
    }
    fill 1k
    refused dictum pack -q sample 1.0.0 -o shelf
    [ -z "$(find shelf -type f 2>/dev/null)" ]
    # The archive goes elsewhere, the record does not fit.
    refused dictum pack -q sample 1.0.0 -o "$TMPDIR/elsewhere"
    [ -z "$(ls -A "$TMPDIR/elsewhere")" ]
    git --no-optional-locks status --porcelain manifests
    rm filler
    for shelf in shelf "$TMPDIR/elsewhere"; do
        dictum pack -q sample 1.0.0 -o "$shelf"
        cmp "$TMPDIR/whole/sample-1.0.0.tar.zst" "$shelf/sample-1.0.0.tar.zst"
        cmp manifests/sample/releases.jsonl "$shelf/sample-releases.jsonl"
    done
    [ -z "$(find . "$TMPDIR" -name "*.part" -o -name "*.tmp")" ]' || exit $?
