# A withheld text, or the snapshot that it was taken from, is a fault wherever
# git tracks it, but for tests/.
. "$TESTS/cli/town.bash"
town_corpus
talk Secrets secret >"$TMPDIR/secret.txt"
echo >>"$TMPDIR/secret.txt" # so that its text is not its snapshot
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
text_sha=$(sha256sum <"$TMPDIR/text" | cut -c 1-64)
tracked 'a text that is called by its hash' "$snapshots/$text_sha.txt" \
    "$TMPDIR/text"
tracked 'a file that keeps a folder' $articles/.gitkeep "$TMPDIR/text"
tracked 'the beginning alone' note.txt <(head -n 3 "$TMPDIR/secret.txt") 0
tracked 'a test' tests/letter.txt "$TMPDIR/secret.txt" 0

# committed WHAT COMMAND...: HEAD has letter.txt, the folder does not.
committed() {
    echo "$1:" >&2
    cp "$TMPDIR/secret.txt" letter.txt
    git add letter.txt
    git commit -qm "$1"
    shift
    "$@"
    expect_status 1 dictum verify -q town
    expect_status 5 dictum pack -q town 1.0.0 --output "$TMPDIR/shelf"
    [ ! -e "$TMPDIR/shelf" ] || [ -z "$(ls "$TMPDIR/shelf")" ]
    git reset -q --hard HEAD~1
}
longer() { echo more >>letter.txt; }
committed 'committed, and removed since' rm letter.txt
committed 'committed, and changed since' longer

# in_corpus WHAT PATH FILE COMMAND...: git has FILE in the corpus, the folder
# does not.
in_corpus() {
    echo "$1:" >&2
    mkdir -p "$(dirname "$2")"
    cp "$3" "$2"
    git add -f "$2"
    shift 3
    "$@"
    expect_status 1 dictum verify -q town
    git reset -q --hard "$clean"
}
clean=$(git rev-parse HEAD)
snapshot=$snapshots/$sha.txt
text=$articles/secret.txt
committed_then() { git commit -qm 'With it' && "$@"; }
in_corpus 'its snapshot, removed since' "$snapshot" "$TMPDIR/secret.txt" \
    committed_then rm "$snapshot"
in_corpus 'its text, removed since' "$text" "$TMPDIR/text" \
    committed_then rm "$text"
in_corpus 'its text, removal staged' "$text" "$TMPDIR/text" \
    committed_then git rm -q "$text"
in_corpus 'its text, staged and removed' "$text" "$TMPDIR/text" rm "$text"
in_corpus 'under the name of an open one, put right since' $articles/talk.txt \
    "$TMPDIR/text" committed_then git checkout -q "$clean" -- $articles/talk.txt
git checkout -q "$clean" -- .
dictum verify -q town

echo 'a revision:' >&2
cp "$TMPDIR/secret.txt" letter.txt
commit 'With it'
git rm -q letter.txt
git commit -qm 'Without it'
expect_status 1 dictum verify -q --at HEAD~1 town
dictum verify -q --at HEAD town
git reset -q --hard HEAD~2

echo 'changed, and not committed:' >&2
echo harmless >note.txt
commit 'A note'
cp "$TMPDIR/secret.txt" note.txt
expect_status 1 dictum verify -q town
git add note.txt
rm note.txt
echo 'staged:' >&2
expect_status 1 dictum verify -q town
git reset -q --hard HEAD~1

echo 'folders in folders:' >&2
deep=$(printf 'd/%.0s' {1..900})
mkdir -p "$deep"
echo harmless >"$deep/note.txt"
commit 'Deep'
dictum verify -q town
cp "$TMPDIR/secret.txt" "$deep/letter.txt"
commit 'Deeper'
expect_status 1 dictum verify -q town 2>&1 |
    grep -o 'letter.txt: holds the text of secret' >&2
git reset -q --hard HEAD~2
rm -rf d

echo 'names that steer a terminal:' >&2
name=$(printf 'a\nb\033[31m:c')
cp "$TMPDIR/secret.txt" "$name"
cp "$TMPDIR/text" "$articles/${name%:c}"
commit 'Names'
expect_status 1 dictum verify --json town | python3 -c '
import json, sys
for f in json.load(sys.stdin)["faults"]:
    print(f["file"], f["line"], f["message"][:20], sep=" | ", file=sys.stderr)'
git reset -q --hard HEAD~1

echo 'not tracked:' >&2
cp "$TMPDIR/secret.txt" letter.txt
dictum verify -q town
echo 'ignored:' >&2
echo letter.txt >>.git/info/exclude
dictum verify -q town
echo 'no repository:' >&2
rm -rf .git
dictum verify -q town
echo 'below the top of one:' >&2
mkdir "$TMPDIR/outer"
cp -R . "$TMPDIR/outer/in"
git init -q "$TMPDIR/outer"
dictum -C "$TMPDIR/outer/in" verify -q town
echo 'a repository of nothing:' >&2
mkdir .git
dictum verify -q town
