# What was found with withheld texts stays where they are not held, as long as
# nothing changes; what then cannot be judged is told, and left out.
. "$TESTS/cli/town.bash"
RIGHTS=withheld
town_corpus
echo .dictum/ >.gitignore
new_repo
printf 'Late\n\n“It was ours to sell, and it will be here when we are gone,” said Ann Lee.\n' >ann.txt
add_source ann ann.txt 'kind: report' 'published: 2024-02-06'
verdicts() {
    sed -n 's/.*"article":"\([a-z]*\)".*"verdict":"\([a-z-]*\)".*/\1 \2/p' \
        corpus/town/statements.jsonl | sort
}
dictum build --quiet town
verdicts
built=$(tree_digest corpus manifests)
expect_status 1 grep -q 'ours to sell' corpus/town/statements.jsonl

echo '# only the report is held'
mv .dictum/snapshots ../tmp/away
mkdir .dictum/snapshots
cp ../tmp/away/"$(sha256sum <ann.txt | cut -c 1-64)".txt .dictum/snapshots/
rm .dictum/store.db
dictum build --quiet town
[ "$(tree_digest corpus manifests)" = "$built" ]

echo '# and it changes'
sed 's/gone,/gone soon,/' ann.txt >new.txt
cp new.txt ".dictum/snapshots/$(sha256sum <new.txt | cut -c 1-64).txt"
sed -i "s/$(sha256sum <ann.txt | cut -c 1-64)/$(sha256sum <new.txt | cut -c 1-64)/" \
    corpus/town/sources.yaml
dictum build town 2>&1 | grep 'held against'
verdicts

echo '# all are held'
cp ../tmp/away/* .dictum/snapshots/
touch corpus/town/sources.yaml
rm .dictum/store.db
dictum build --quiet town
verdicts
dictum verify --quiet town --rebuild

echo '# what somebody else said is not held'
cat >>corpus/town/people.yaml <<'END'
  - id: bob-ray
    name: Bob Ray
END
printf 'Bob Ray: at the dam\n\nNobody has counted the herons on the weir.\n' >dam.txt
add_source dam dam.txt 'kind: transcript' 'speaker: bob-ray'
dictum build --quiet town
rm ".dictum/snapshots/$(sha256sum <dam.txt | cut -c 1-64).txt"
printf 'Later\n\n“It was ours to sell, and it will be here when we are gone,” said Ann Lee.\n\n“Nobody has counted the herons on the weir,” said Ann Lee.\n' >later.txt
add_source later later.txt 'kind: report' 'published: 2024-02-08'
rm .dictum/store.db
dictum build town 2>&1 | grep 'held against'
verdicts
