# A paragraph that many stories of one site have is furniture, a curator makes
# a rule of it, and the next build takes it out; what many sites have once, and
# what the versions of one story have, is none.
. "$TESTS/cli/tiny.sh"
tiny_corpus
add() { # ID URL TEXT [LINE]...
    source_entry "$1" "$(snapshot "$3")" 'kind: report' "title: $1" "url: $2" "${@:4}" >>corpus/tiny/sources.yaml
}
own() { # NUMBER: words of one story
    printf 'Story %s says that %s boats were seen at noon, %s more than on the day before, and %s less than last year.' \
        "$1" "$((0x$(md5sum <<<"a$1" | cut -c 1-5)))" "$((0x$(md5sum <<<"b$1" | cut -c 1-5)))" "$((0x$(md5sum <<<"c$1" | cut -c 1-5)))"
}
furniture='The Courier is read on both banks of the Leam, every morning but on Mondays, and has been since 1871. It belongs to nobody but those who write it and those who read it, which is why nobody has ever been able to close it, though several have tried; write to us.'
agency='The ferry sank at the quay in the night, with nobody on board, the county said.'
for n in 1 2 3 4 5 6; do
    add "story-$n" "https://www.courier.example:443/$n" "$(own "$n")

$furniture

The end of story number $n.
" 'publisher: Courier'
    add "wire-$n" "https://site-$n.example/a" "$(own "1$n")

$agency
" "publisher: Site $n"
    add "version-$n" "https://echo.example/live" "$(own 21) $(own 22) $(own 23) $(own 24)

It is now $n o’clock.

Refresh this page for more of this story as it comes in to us.
" 'publisher: Echo' "published: \"2021-11-0${n}\""
done
dictum build --quiet tiny --from ../tmp/private
dictum duplicates | tail -n 1
dictum duplicates tiny --paragraphs -j 3
dictum duplicates --paragraphs --more-than 5 --json
dictum duplicates --paragraphs --more-than 6
dictum duplicates --paragraphs --more-than 5 -j 1 --json >../tmp/one
dictum duplicates --paragraphs --more-than 5 -j 2 --json | cmp - ../tmp/one
echo '# as rules'
mkdir corpus/tiny/rules
dictum duplicates tiny --paragraphs --rules | tee corpus/tiny/rules/clutter_lines.txt
dictum build tiny
cat corpus/tiny/articles/story-3.txt
dictum duplicates tiny --paragraphs
dictum duplicates | tail -n 1
dictum verify --quiet --rebuild tiny --from ../tmp/private
echo '# misuse'
expect_status 2 dictum duplicates --rules 2>&1
expect_status 2 dictum duplicates --more-than 3 2>&1
expect_status 2 dictum duplicates --paragraphs --more-than many 2>&1
