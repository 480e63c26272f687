# A pipe where a file belongs is told, and nobody waits for its other end.
. "$TESTS/cli/town.bash"
town_corpus
RIGHTS=withheld
talk Secrets secret >"$TMPDIR/secret.txt"
add_source secret "$TMPDIR/secret.txt" 'kind: transcript' 'speaker: ann-lee'
echo .dictum/ >.gitignore
new_repo
dictum build -q town
commit 'Build'
dictum verify -q town

# with_pipe PATH STATUS COMMAND...: run it with a pipe at PATH.
with_pipe() {
    local path=$1 wanted=$2
    shift 2
    [ ! -e "$path" ] || mv "$path" "$TMPDIR/was"
    mkfifo "$path"
    expect_status "$wanted" timeout 60 dictum "$@" >"$TMPDIR/out"
    rm "$path"
    [ ! -e "$TMPDIR/was" ] || mv "$TMPDIR/was" "$path"
}

for file in .git/config .git/index .git/HEAD \
    ".git/$(git symbolic-ref HEAD)" .git/packed-refs .git/info/exclude \
    .git/info/attributes .git/objects/info/alternates .gitignore \
    .gitattributes; do
    with_pipe "$file" 1 verify -q town
    with_pipe "$file" 3 pack -q town 1.0.0 --output shelf
done
# Below the top git reads these where it compares a folder with its index.
for folder in corpus corpus/town $articles $manifests; do
    for file in .gitignore .gitattributes; do
        with_pipe $folder/$file 3 pack -q town 1.0.0 --output shelf
    done
done
mkdir notes
for file in .gitignore .gitattributes; do
    with_pipe notes/$file 0 verify -q town
done
with_pipe corpus/town/decisions.yaml 3 verify -q town
for file in corpus/town/corpus.yaml corpus/town/people.yaml; do
    with_pipe "$file" 3 verify -q town
    with_pipe "$file" 3 diff HEAD
done
for file in corpus/town/statements.jsonl $manifests/articles.jsonl; do
    with_pipe "$file" 1 verify -q town
    with_pipe "$file" 3 diff HEAD
done
with_pipe $articles/talk.txt 1 verify -q town
# A folder of git's may stand elsewhere, and links in it lead there.
mv .git "$TMPDIR/git"
ln -s "$TMPDIR/git" .git
dictum verify -q town

# A release that is none: its other end may never come.
with_pipe shelf.tar.zst 2 verify -q ./shelf.tar.zst
