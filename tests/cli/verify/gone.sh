# An article that goes takes its statements along: each id is told, with where it
# seems to have gone, and what pack proposes can be pasted as it stands.
. "$TESTS/cli/town.bash"
town_corpus
echo '  - {id: bea-orr, name: Bea Orr}' >>corpus/town/people.yaml
RIGHTS=withheld
talk Secrets secret >"$TMPDIR/secret.txt"
add_source secret "$TMPDIR/secret.txt" 'kind: transcript' 'speaker: ann-lee'
echo .dictum/ >.gitignore
new_repo
dictum build -q town
commit 'Build'
dictum pack -q town 1.0.0 --output "$TMPDIR/shelf"
commit 'Release'

# gone WHAT SED...: change sources.yaml so, build, and show what is told: to a
# program, then to who packs; paste that, and nothing is gone any more.
gone() {
    echo "$1:"
    shift
    sed -i "$@" corpus/town/sources.yaml
    dictum build -q town 2>/dev/null
    commit 'Change'
    expect_status 1 dictum verify --json "${history[@]}" town 2>/dev/null |
        python3 -c '
import json, sys
report = json.load(sys.stdin)
assert report["problems"] == len(report["faults"])
for fault in report["faults"]:
    print(fault["message"])' | sed 's/commit [0-9a-f]*/COMMIT/'
    expect_status 2 dictum pack -q town 1.1.0 --output "$TMPDIR/shelf" \
        2>"$TMPDIR/told"
    tail -n 1 "$TMPDIR/told"
    sed '$d' "$TMPDIR/told" >"$TMPDIR/entries"
    cat "$TMPDIR/entries"
    grep -q '^redirects:' corpus/town/sources.yaml ||
        echo 'redirects:' >>corpus/town/sources.yaml
    cat "$TMPDIR/entries" >>corpus/town/sources.yaml
    dictum build -q town
    dictum verify -q town
    dictum verify -q --history town
    [ -n "${keep-}" ] || git reset -q --hard HEAD~1
}
history=()
gone 'an article under another id' 's/id: talk$/id: rivers/'
gone 'the speaker of an article' \
    '/id: walk$/,/rights/s/speaker: .*/speaker: bea-orr/'
gone 'the speaker of a withheld one' \
    '/id: secret$/,/rights/s/speaker: .*/speaker: bea-orr/'
gone 'a withheld one under another id' 's/id: secret$/id: mystery/'
history=(--history)
keep=1
gone 'an article taken out' '/id: news$/,/rights/d'
cut -d, -f1-4 $manifests/redirects.jsonl
commit 'Redirect'
dictum pack -q town 1.1.0 --output "$TMPDIR/shelf"
commit 'Release'
echo 'of two releases each is told once, by the first that had it:'
sed -i '/^redirects:/,$d; /id: talk$/,/rights/d' corpus/town/sources.yaml
dictum build -q town
expect_status 1 dictum verify -q --history town 2>&1 |
    sed 's/commit [0-9a-f]*/COMMIT/; s/ (.*//'

echo 'where the curator sent the article, with a statement less:'
git reset -q --hard
cat >>corpus/town/sources.yaml <<'END'
  - {id: talk, to: rivers, reason: corrected}
END
sed -i 's/id: talk$/id: rivers/' corpus/town/sources.yaml
sed 's/^So let us.*/Thank you all for coming./' \
    $snapshots/"$(git grep -h -A2 'id: talk$' HEAD -- corpus/town/sources.yaml |
        sed -n 's/.*snapshot: //p')".txt >"$TMPDIR/rivers.txt"
sha=$(sha256sum <"$TMPDIR/rivers.txt" | cut -c 1-64)
cp "$TMPDIR/rivers.txt" "$snapshots/$sha.txt"
sed -i "/id: rivers$/,/rights/s/snapshot: .*/snapshot: $sha/" \
    corpus/town/sources.yaml
dictum build -q town
expect_status 1 dictum verify -q town 2>&1 |
    sed 's/commit [0-9a-f]*/COMMIT/'
