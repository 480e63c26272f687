# Quotations are held against what was said; only what a change touches is
# judged again, and the result is that of a build from nothing.
. "$TESTS/cli/town.bash"
town_corpus
cat >>corpus/town/people.yaml <<'END'
  - id: bob-ray
    name: Bob Ray
END
new_repo

report() { # NAME QUOTATION
    printf 'The mill\n\nThe vote was on Tuesday.\n\n“%s,” said %s after it.\n' \
        "$2" "$1"
}
verdicts() {
    python3 - <<'END'
import json
lines = [json.loads(line) for line in open("corpus/town/statements.jsonl")]
names = {s["id"]: s["article"] for s in lines}
for s in sorted(lines, key=lambda s: (s["article"], s["spans"])):
    f = s["fidelity"]
    if s["mode"] in ("direct", "mixed"):
        print(s["article"], "null" if f is None else "%(verdict)s against %(against)s of %(searched)s" % f,
              "" if s["same_as"] is None else "same as " + names[s["same_as"]])
END
}
expect_from_nothing() {
    local got
    got=$(tree_digest corpus manifests)
    rm -rf .dictum/store.db
    dictum build --quiet -j1 town
    [ "$(tree_digest corpus manifests)" = "$got" ]
    dictum verify --quiet town
}

echo '# no transcript of the speaker'
report 'Bob Ray' 'We counted nineteen herons on the weir before breakfast' >bob.txt
add_source bob bob.txt 'kind: report' 'published: 2024-02-05'
report 'Ann Lee' 'It was ours to sell, and it will be here when we are gone' >ann.txt
add_source ann ann.txt 'kind: report' 'published: 2024-02-06'
report 'Ann Lee' 'It was ours to sell, and it will be here when we are gone' |
    sed 's/vote/count/' >late.txt
add_source late late.txt 'kind: report' 'published: 2024-02-07'
dictum build --quiet town
verdicts
unchanged corpus manifests -- dictum build --quiet town
expect_from_nothing

echo '# another says it, then he does'
cp -R corpus/town/sources.yaml before.yaml
printf 'Ann Lee: at the weir\n\nWe counted nineteen herons on the weir before breakfast.\n' >weir.txt
add_source weir weir.txt 'kind: transcript' 'speaker: ann-lee'
printf 'Bob Ray: at the dam\n\nNobody has counted the herons.\n' >dam.txt
add_source dam dam.txt 'kind: transcript' 'speaker: bob-ray'
dictum build --quiet town
verdicts
expect_from_nothing
printf 'Bob Ray: at the mill\n\nWe counted nineteen herons on the weir, before breakfast.\n' >mill.txt
add_source mill mill.txt 'kind: transcript' 'speaker: bob-ray'
dictum build --quiet town
verdicts
expect_from_nothing

# What the speaker's own have does not change with one more of them.
sort corpus/town/statements.jsonl >lines-before
printf 'Bob Ray: at the lock\n\nThe lock is shut for good.\n' >lock.txt
add_source lock lock.txt 'kind: transcript' 'speaker: bob-ray'
dictum build --quiet town
sort corpus/town/statements.jsonl >lines-after
[ -z "$(comm -23 lines-before lines-after)" ]
sed -i '/^  - id: lock$/,$d' corpus/town/sources.yaml
dictum build --quiet town

echo '# new words that another said in a text that is as it was'
report 'Bob Ray' 'It was never ours to sell, and it will be here when we are gone' >sell.txt
add_source sell sell.txt 'kind: report' 'published: 2024-03-01'
dictum build --quiet town
verdicts | grep ^sell
expect_from_nothing
echo '# which is nobody'"'"'s any more'
sed -i '/^  - id: talk$/,/speaker:/{/speaker:/d}' corpus/town/sources.yaml
dictum build --quiet town
verdicts | grep ^sell
expect_from_nothing
sed -i '/^  - id: talk$/a\    speaker: ann-lee' corpus/town/sources.yaml
sed -i '/^  - id: sell$/,$d' corpus/town/sources.yaml
dictum build --quiet town

echo '# on another day'
sed -i '/id: mill$/a\    event: {name: Herons, date: 2020-01-02}' corpus/town/sources.yaml
sed -i '/id: bob$/a\    speaker: bob-ray\n    event: {name: Herons, date: 2020-01-03}' \
    corpus/town/sources.yaml
dictum build --quiet town
verdicts | grep ^bob
expect_from_nothing

echo '# and without these transcripts again'
cp before.yaml corpus/town/sources.yaml
rm -f "$snapshots/$(sha256sum <weir.txt | cut -c 1-64)".*
dictum build --quiet town
verdicts
expect_from_nothing
