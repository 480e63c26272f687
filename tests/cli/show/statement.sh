# A statement with its words and their paragraph; of a withheld one neither.
. "$TESTS/cli/tiny.sh"
tiny_corpus
{
    cat corpus/tiny/sources.yaml
    source_entry warden-says "$(snapshot 'The ferry was late again.

“We lost the tide,” said Ida Marsh. She hopes for better days.
')" 'kind: report' 'title: Late again' 'published: "2021-10-06"'
} >../tmp/sources
cp ../tmp/sources corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
id=$(grep '"warden-says"' corpus/tiny/statements.jsonl |
    sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/')
masked dictum show "$id" | grep -v -e confidence -e cue
echo '# by its beginning'
dictum show "${id:0:12}" --json | cmp - <(grep "$id" corpus/tiny/statements.jsonl)
echo '# its text was edited'
echo >>corpus/tiny/articles/warden-says.txt
sed -i 's/lost/missed/' corpus/tiny/articles/warden-says.txt
dictum show "$id" | grep -A1 context
echo '# withheld'
id=$(grep '"letter-far-bank"' corpus/tiny/statements.jsonl |
    sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/')
masked dictum show "$id" | grep -v confidence
expect_status 1 grep -qi 'nobody asked' ../tmp/masked
