# The case of a publisher's name, or of a host's, makes no other outlet and no
# other site.
. "$TESTS/cli/tiny.sh"
tiny_corpus
own() { # NUMBER: words of one story
    printf 'Story %s says that %s boats were seen at noon, and %s on the day before.\n' \
        "$1" "$((0x$(md5sum <<<"a$1" | cut -c 1-5)))" "$((0x$(md5sum <<<"b$1" | cut -c 1-5)))"
}
add() { # ID TEXT [LINE]...
    source_entry "$1" "$(snapshot "$2")" 'kind: report' "title: $1" "${@:3}" >>corpus/tiny/sources.yaml
}
number=0
for host in courier.example WWW.Courier.Example Courier.Example:443; do
    number=$((number + 1))
    add "story-$number" "$(own "$number")

Read the Courier on both banks of the river.
" "url: https://$host/$number" 'publisher: Post'
done
for publisher in 'Leam Echo' 'LEAM ECHO' 'leam echo'; do
    number=$((number + 1))
    add "story-$number" "$(own "$number")

Write to the Echo, and the Echo writes back.
" "publisher: $publisher" 'syndicated_from: Leam Echo'
done
add copy-1 "$(own 9)
" 'publisher: Herald'
add copy-2 "$(own 9)
" 'publisher: HERALD'
add copy-3 "$(own 9)
" 'publisher: Globe'
dictum build --quiet tiny --from ../tmp/private
dictum duplicates
dictum duplicates tiny --paragraphs --more-than 2
