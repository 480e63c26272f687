# What a curator decides wins over the rules, survives a rebuild and words that
# move, and is told as stale when it points at nothing.
. "$TESTS/cli/tiny.sh"
tiny_corpus
text='The ferry was late again.

“We lost the tide, and we know why,” said Ida Marsh. “We will not lose it twice,” she said on the quay.

The warden said that the tide waits for nobody. The mate said that the rope was old.
'
source_of() { # TEXT
    source_entry warden-says "$(snapshot "$1")" 'kind: report' \
        'title: Late again' 'published: "2021-10-06"'
}
cp corpus/tiny/sources.yaml ../tmp/before
{ cat ../tmp/before; source_of "$text"; } >corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
commit "Before"
list() {
    python3 -c '
import json
lines = [json.loads(line) for line in open("corpus/tiny/statements.jsonl")]
for r in sorted(lines, key=lambda r: (r["article"], r["spans"])):
    if r["article"] == "warden-says":
        print(r["speaker"], r["mode"], r["confidence"] == 1000, r["text"], sep=" | ")'
}
id() { # WORDS
    grep -F "$1" corpus/tiny/statements.jsonl | sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/'
}
list
decided=$(id 'tide waits')
dropped=$(id 'the rope was old')
cat >corpus/tiny/decisions.yaml <<END
decisions:
  - {statement: $(id 'tide waits'), article: warden-says, speaker: ida-marsh, mode: mixed}
  - {statement: $(id 'the rope was old'), article: warden-says, not_a_statement: true}
  - {statement: $(id 'We lost the tide'), article: warden-says, split: [17]}
END
echo '# decided'
dictum build tiny --from ../tmp/private
list
dictum show "$(id 'tide waits')" | grep -e speaker -e decided -e rule
dictum show "$(id 'why')" | grep -e decided -e rule
expect_status 2 dictum show "$decided" 2>&1 |
    sed "s/$decided/ID/; s/$(id 'tide waits')/THE NEW/"
expect_status 2 dictum show "$dropped" 2>&1 | sed 's/s-[0-9a-f]*/ID/g'
dictum verify --quiet --rebuild tiny --from ../tmp/private
dictum build --from ../tmp/private | tail -n 1
echo '# by a table'
cp corpus/tiny/decisions.yaml ../tmp/decisions.yaml
dictum review tiny --quiet --below 1001 --output table.csv
python3 - <<'END'
import csv
rows = list(csv.DictReader(open("table.csv", newline="")))
for row in rows:
    if row["text"].startswith("and we know why"):
        row["verdict"] = "not-a-statement"
        row["note"] = 'an aside: "why"'
with open("table.csv", "w", newline="") as out:
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
END
dictum review tiny --apply table.csv 2>&1
tail -n 2 corpus/tiny/decisions.yaml
dictum build --quiet tiny --from ../tmp/private
list
cp corpus/tiny/decisions.yaml ../tmp/once.yaml
dictum review tiny --apply table.csv 2>&1
cmp ../tmp/once.yaml corpus/tiny/decisions.yaml
echo '# a table with semicolons'
python3 - <<'END'
import csv
rows = list(csv.reader(open("table.csv", newline="")))
with open("semicolons.csv", "w", newline="") as out:
    csv.writer(out, delimiter=";").writerows(rows)
END
dictum review tiny --apply semicolons.csv 2>&1
cmp ../tmp/once.yaml corpus/tiny/decisions.yaml
sed -i 's/not-a-statement/accept/' table.csv
expect_status 4 dictum review tiny --apply table.csv 2>&1 | sed 's/s-[0-9a-f]*/ID/'
echo '# the words move'
{ cat ../tmp/before; source_of "A new first paragraph.

$text"; } >corpus/tiny/sources.yaml
dictum build tiny --from ../tmp/private | grep -v files
list
echo '# the words change'
{ cat ../tmp/before; source_of "${text/rope/chain}"; } >corpus/tiny/sources.yaml
dictum build tiny --from ../tmp/private 2>&1 | sed 's/s-[0-9a-f]*/ID/'
dictum status tiny
list
dictum verify --quiet --rebuild tiny --from ../tmp/private
echo '# what cannot be decided'
cp ../tmp/decisions.yaml corpus/tiny/decisions.yaml
sed -i 's/\[17\]/[900]/' corpus/tiny/decisions.yaml
expect_status 4 dictum build tiny --from ../tmp/private 2>&1 | sed 's/s-[0-9a-f]*/ID/'
sed -i 's/ida-marsh/ida-mash/' corpus/tiny/decisions.yaml
expect_status 4 dictum build tiny 2>&1
