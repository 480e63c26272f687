# A line that cannot be judged ends the run, named by its file or as standard
# input; what was before it is out.
. "$TESTS/cli/lib.sh"
refuse() { # LINE
    printf '%s\n' '{"quote":"It stands","text":"It stands."}' "$1" |
        expect_status 4 dictum align -
}
refuse '{"quote":"It stands"}'
refuse '{"text":"It stands."}'
refuse '{"quote":1,"text":"It stands."}'
refuse '{"quote":"It stands","text":'
refuse '["It stands","It stands."]'
refuse "$(printf '{"quote":"\377","text":"It stands."}')"
echo '{"quote":1}' >pairs.jsonl
expect_status 4 dictum align pairs.jsonl
expect_status 3 dictum align absent.jsonl
# So is a text of which statements are wanted, and a page among JSON Lines.
printf 'It stands.\n\377\n' | expect_status 4 dictum statements -
echo '{"id":1' | expect_status 4 dictum normalise -
