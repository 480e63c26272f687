# A quotation is held against what was said in its own language, as the records
# tell it: what is only there in another was not searched.
. "$TESTS/cli/town.bash"
town_corpus
cat >>corpus/town/people.yaml <<'END'
  - id: bob-ray
    name: Bob Ray
END
new_repo

verdicts() {
    dictum build --quiet town
    dictum verify --quiet town
    python3 - <<'END'
import json
lines = [json.loads(line) for line in open("corpus/town/statements.jsonl")]
for s in sorted(lines, key=lambda s: (s["article"], s["spans"])):
    f = s["fidelity"]
    if s["mode"] == "direct" and s["article"] in ("abend", "evening", "morgen"):
        print(s["article"], "null" if f is None else "%(verdict)s against %(against)s of %(searched)s" % f)
END
    local got
    got=$(tree_digest corpus manifests)
    rm -rf .dictum/store.db
    rm corpus/town/statements.jsonl
    dictum build --quiet -j1 town
    [ "$(tree_digest corpus manifests)" = "$got" ]
}

printf 'Die Mühle\n\n„Wir geben die alte Mühle am Fluss nicht her“, sagte Bob Ray am Abend.\n' >abend.txt
add_source abend abend.txt 'kind: report' 'published: 2024-02-05' 'language: de'
printf 'The mill\n\n“We will not give up the old mill by the river,” said Bob Ray in the evening.\n' >evening.txt
add_source evening evening.txt 'kind: report' 'published: 2024-02-05' 'language: en-GB'
printf 'Bob Ray: at the mill\n\nGood evening. We will not give up the old mill by the river.\n' >speech.txt
add_source speech speech.txt 'kind: transcript' 'speaker: bob-ray' 'language: en'
echo '# he spoke English'
verdicts
echo '# and German'
printf 'Bob Ray: an der Mühle\n\nGuten Abend. Wir geben die alte Mühle am Fluss nicht her.\n' >rede.txt
add_source rede rede.txt 'kind: transcript' 'speaker: bob-ray' 'language: de-AT'
verdicts
echo '# somebody else says it in English'
printf 'Die Mühle\n\n„Nineteen herons stood on the weir in the rain before breakfast“, sagte Bob Ray am Abend.\n' >morgen.txt
add_source morgen morgen.txt 'kind: report' 'published: 2024-02-05' 'language: de'
printf 'Ann Lee: at the weir\n\nNineteen herons stood on the weir in the rain before breakfast.\n' >weir.txt
add_source weir weir.txt 'kind: transcript' 'speaker: ann-lee' 'language: en'
verdicts
echo '# of one nobody knows the language'
sed -i '/id: weir$/,/language/{/language/d}' corpus/town/sources.yaml
verdicts
echo '# of another it was told wrong'
sed -i '/id: rede$/,/language/s/language: .*/language: fr/' corpus/town/sources.yaml
verdicts
