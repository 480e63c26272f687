# A withheld text, or the snapshot that it was taken from, is a fault wherever
# git tracks it, but for tests/.
. "$TESTS/cli/town.bash"
town_corpus
talk Secrets secret >"$TMPDIR/secret.txt"
RIGHTS=withheld
add_source secret "$TMPDIR/secret.txt" 'kind: transcript' 'speaker: ann-lee'
echo .dictum/ >.gitignore
new_repo
dictum build -q town
commit 'Build'
dictum verify -q town
sha=$(sha256sum <"$TMPDIR/secret.txt" | cut -c 1-64)

# tracked WHAT PATH FILE: what verify says when git has FILE at PATH.
tracked() {
    echo "$1:" >&2
    mkdir -p "$(dirname "$2")"
    cp "$3" "$2"
    git add -f "$2"
    git commit -qm "$1"
    expect_status "${4-1}" dictum verify -q town
    git reset -q --hard HEAD~1
}

dictum normalise "$TMPDIR/secret.txt" >"$TMPDIR/text"
[ "$(sha256sum <"$TMPDIR/text" | cut -c 1-64)" = "$(sed -n \
    '/"id":"secret"/s/.*"text":{"bytes":[^}]*"sha256":"\([^"]*\)".*/\1/p' \
    $manifests/articles.jsonl)" ]
tracked 'a snapshot where none lies' drafts/2021/letter.txt "$TMPDIR/secret.txt"
tracked 'a text where none lies' letter.txt "$TMPDIR/text"
tracked 'the folder that git should ignore' ".dictum/mistake/$sha.txt" \
    "$TMPDIR/secret.txt"
tracked 'another corpus' "corpus/city/snapshots/$sha.txt" "$TMPDIR/secret.txt"
tracked 'its own corpus, told once' "$snapshots/$sha.txt" "$TMPDIR/secret.txt"
tracked 'the beginning alone' note.txt <(head -n 3 "$TMPDIR/secret.txt") 0
tracked 'a test' tests/letter.txt "$TMPDIR/secret.txt" 0

echo 'not tracked:' >&2
cp "$TMPDIR/secret.txt" letter.txt
dictum verify -q town
echo 'no repository:' >&2
rm -rf .git
dictum verify -q town
mkdir .git
dictum verify -q town
