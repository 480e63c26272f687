# Not six words in a row of the real articles come out anywhere. Only counts
# are printed.
. "$TESTS/cli/lib.sh"
need_sources
mkdir corpus manifests
cp -R "$ROOT/corpus/nhs-leadership" corpus/
cp -R "$ROOT/manifests/nhs-leadership" manifests/
echo .dictum/ >.gitignore
new_repo
mkdir "$TMPDIR/said"

say() { # NAME COMMAND...: keep what it prints
    local name=$1
    shift
    "$@" >"$TMPDIR/said/$name.out" 2>"$TMPDIR/said/$name.err" || true
}

say build dictum build nhs-leadership --from "$DICTUM_SOURCES"
say json dictum build nhs-leadership --from "$DICTUM_SOURCES" --json
commit 'Build'
say verify dictum verify nhs-leadership --rebuild --from "$DICTUM_SOURCES"
say status dictum status nhs-leadership
say stats dictum stats nhs-leadership
say pack dictum pack nhs-leadership 1.0.0 --output "$TMPDIR/release"
while read -r id; do
    say "show-$id" dictum show "$id"
    say "log-$id" dictum log "$id"
done < <(sed -n 's/^{.*"id":"\([^"]*\)".*/\1/p' \
    corpus/nhs-leadership/statements.jsonl \
    manifests/nhs-leadership/articles.jsonl)
sed -i 's/"commitment":"./"commitment":"f/' \
    corpus/nhs-leadership/statements.jsonl
say damaged dictum verify nhs-leadership
say diff dictum diff HEAD
git checkout -q .

dictum verify --quiet nhs-leadership
[ "$(wc -l <manifests/nhs-leadership/articles.jsonl)" = 5 ]
zstd -qdc "$TMPDIR"/release/*.tar.zst >"$TMPDIR/said/release.tar"
git log -p --all >"$TMPDIR/said/history"
python3 "$TESTS/cli/words.py" 6 \
    --names manifests/nhs-leadership/articles.jsonl "$DICTUM_SOURCES"/0* -- \
    corpus manifests "$TMPDIR/said"
