# What is a pipe, a device or a folder where a file belongs is refused in one
# line: it is neither waited for nor read for ever.
. "$TESTS/cli/town.bash"
built_corpus
refused() { # FILE COMMAND...
    local file=$1 kept="$TMPDIR/kept"
    shift
    mv "$file" "$kept" 2>/dev/null || true
    for kind in fifo zero folder; do
        case $kind in
        fifo) mkfifo "$file" ;;
        zero) ln -s /dev/zero "$file" ;;
        folder) mkdir "$file" ;;
        esac
        status=0
        "$@" >"$TMPDIR/out" 2>"$TMPDIR/err" || status=$?
        echo "$status $(cat "$TMPDIR/err")"
        rm -rf "$file"
    done
    [ ! -e "$kept" ] || mv "$kept" "$file"
}
for name in corpus people decisions sources; do
    refused corpus/town/$name.yaml dictum build --quiet town
done
for name in articles duplicates redirects snapshots releases; do
    refused $manifests/$name.jsonl dictum verify --quiet town
done
refused corpus/town/statements.jsonl dictum stats town
refused $manifests/articles.jsonl dictum build --quiet town
refused $articles/talk.txt dictum verify --quiet town
refused "$(find $snapshots -type f | sort | head -n 1)" dictum verify --quiet town
# A user may name a pipe.
printf '“It stands,” said Ann Lee.\n' | dictum statements /dev/stdin | wc -l
printf 'It stands.\n' | dictum normalise --type text /dev/stdin
