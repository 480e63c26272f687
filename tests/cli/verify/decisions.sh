# Decisions that no build has carried out yet: what they take out or decide
# otherwise is still there. One that points at nothing is no fault.
. "$TESTS/cli/tiny.sh"
tiny_corpus
text='The ferry was late again.

“We lost the tide, and we know why,” said Ida Marsh. “It waits,” said Ida Marsh on the quay.

The mate said that the rope was old. “It waits,” said Ida Marsh.
'
source_entry warden-says "$(snapshot "$text")" 'kind: report' \
    'title: Late again' 'published: "2021-10-06"' >>corpus/tiny/sources.yaml
build() {
    dictum build --quiet tiny --from ../tmp/private
}
build
commit 'Build'
ids() { # WORDS
    grep -F "$1" corpus/tiny/statements.jsonl |
        sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/'
}
decided() { # DECISION...: of statements of that article
    echo "# $*" | sed -E 's/s-[0-9a-f]{16}/STATEMENT/g'
    {
        echo 'decisions:'
        printf '  - {article: warden-says, statement: %s}\n' "$@"
    } >corpus/tiny/decisions.yaml
}
check() { # STATUS
    expect_status "$1" masked dictum verify tiny -j1
    expect_status "$1" dictum verify tiny -j4 >/dev/null 2>&1
}
tide=$(ids 'We lost the tide')
rope=$(ids 'the rope was old')
first=$(python3 - <<'END'
import json
lines = [json.loads(line) for line in open("corpus/tiny/statements.jsonl")]
print(min((s["spans"], s["id"]) for s in lines if "It waits" in (s["text"] or ""))[1])
END
)
for decision in 'not_a_statement: true' 'mode: mixed' 'speaker: none' \
    'accept: true' 'split: [17]'; do
    decided "$tide, $decision"
    check 1
    build
    check 0
    rm corpus/tiny/decisions.yaml
    build
done
# Carried out at other offsets than are decided now.
split() { # OFFSETS: of the statement, beside another decision
    decided "$tide, split: [$1]" "$rope, speaker: ida-marsh"
}
for was in 17 '12, 17'; do
    split "$was"
    build
    check 0
    for now in 12 17 '12, 17' '2, 17' 100; do
        if [ "$now" != "$was" ]; then
            split "$now"
            check 1
        fi
    done
    decided "$tide, accept: true" "$rope, speaker: ida-marsh"
    check 1
done
# One that points at nothing, and a part that is taken out again.
decided 's-0123456789abcdef, split: [12]' "$tide, split: [17]"
build 2>/dev/null
check 0
part=$(ids 'and we know why')
decided "$tide, split: [17]" "$part, not_a_statement: true"
build
check 0
rm corpus/tiny/decisions.yaml
build
decided "$rope, speaker: ida-marsh" "$tide, not_a_statement: true"
check 1
commit 'Decide'
expect_status 5 dictum pack tiny 1.0.0 >/dev/null
dictum build --quiet tiny --from ../tmp/private
check 0
decided 's-0123456789abcdef, not_a_statement: true'
build 2>/dev/null
check 0
# The same words twice: the second ones have the id of those that went.
decided "$first, not_a_statement: true"
build
check 0
# One that was carried out, and then changed or taken back: by the id of its
# words it is told from others on the article.
words_id() { # FOLD
    printf 'warden-says\0\0%s' "$1" | sha256sum | sed -E 's/^(.{16}).*/s-\1/'
}
words=$(words_id 'that the rope was old')
decided "$rope, words: $words, speaker: ida-marsh"
build
check 0
decided "$rope, words: $words, speaker: none"
check 1
decided "$rope, words: $words, not_a_statement: true" \
    "$first, words: $(words_id 'it waits'), speaker: ida-marsh"
check 1
decided "$rope, speaker: ida-marsh"
check 0
rm corpus/tiny/decisions.yaml
check 1
