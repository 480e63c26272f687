# A table of decisions can join statements, part one and name a speaker; what
# it cannot mean is refused with its line, and nothing is written.
. "$TESTS/cli/tiny.sh"
tiny_corpus
{
    cat corpus/tiny/sources.yaml
    source_entry warden-says "$(snapshot 'The ferry was late again.

“We lost the tide, and we know why,” said Ida Marsh. “We – all – will not lose it twice,” she said on the quay.

The warden said that the tide waits for nobody. The mate said that the rope was old.
')" 'kind: report' 'title: Late again' 'published: "2021-10-06"'
} >../tmp/sources
cp ../tmp/sources corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
commit "Before"
list() {
    python3 -c '
import json
lines = [json.loads(line) for line in open("corpus/tiny/statements.jsonl")]
for r in sorted(lines, key=lambda r: (r["article"], r["spans"])):
    if r["article"] == "warden-says":
        print(r["speaker"], r["mode"], len(r["spans"]), r["text"], sep=" | ")'
}
dictum review tiny --quiet --below 1001 --output all.csv
# fill WORDS COLUMN VALUE...: the table with cells filled in; a VALUE that is
# @WORDS is the id of the statement that has them.
fill() {
    python3 - "$@" <<'END'
import csv
import sys
rows = list(csv.DictReader(open("all.csv", newline="")))
def row(words):
    return next(r for r in rows if words in r["text"])
for words, column, value in zip(*[iter(sys.argv[1:])] * 3):
    if value.startswith("@"):
        value = row(value[1:])["statement"]
    row(words)[column] = value
with open("table.csv", "w", newline="") as out:
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
END
}
id_of() {
    grep -F "$1" corpus/tiny/statements.jsonl | sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/'
}
apply() {
    dictum review tiny --apply table.csv 2>&1 | sed -E 's/s-[0-9a-f]{16}/ID/g'
}
refused() {
    fill "$@"
    unchanged corpus -- expect_status 4 apply
}
set -o pipefail
list
refused 'tide waits' set_speaker ida-mash
refused 'lost the tide' split_at '17, 12'
refused 'lost the tide' split_at 'half'
refused 'lost the tide' merge_with 'the next one'
refused 'lost the tide' verdict perhaps
refused 'lost the tide' note 'Ask the warden'
refused 'lost the tide' split_at 900
refused 'rope was old' split_at '4 5'
refused 'not lose it' split_at '4'
refused 'rope was old' split_at '5 7'
refused 'lost the tide' set_mode shouted
refused 'tide waits' set_speaker 'Ida Marsh'
refused 'tide waits' verdict accept 'tide waits' set_speaker ida-marsh
refused 'lost the tide' split_at 17 'lost the tide' merge_with '@not lose it'
refused 'lost the tide' merge_with '@lost the tide'
refused 'lost the tide' merge_with 's-00000000000000aa'
refused 'lost the tide' merge_with '@not lose it' 'not lose it' verdict accept
refused 'lost the tide' merge_with '@rope was old' \
    'not lose it' merge_with '@rope was old'
refused 'lost the tide' split_at '+3'
refused 'lost the tide' verdict accept 'lost the tide' article ferry-hourly
refused 'lost the tide' verdict accept 'lost the tide' statement s-00000000000000aa
refused 'lost the tide' verdict accept 'lost the tide' words nothing
refused 'lost the tide' verdict accept 'tide waits' verdict accept \
    'tide waits' statement '@lost the tide'
cat >corpus/tiny/decisions.yaml <<END
decisions:
  - {statement: $(id_of 'lost the tide'), article: warden-says, merge: [$(id_of 'rope was old')]}
END
refused 'not lose it' merge_with '@rope was old'
refused 'rope was old' verdict accept
by_hand() { # DECISION: on the words about the tide
    cat >corpus/tiny/decisions.yaml <<END
decisions:
  - {statement: $(id_of 'lost the tide'), article: warden-says, $1}
END
    expect_status 4 dictum build --quiet tiny --from ../tmp/private 2>&1 |
        sed -E 's/s-[0-9a-f]{16}/ID/g'
}
by_hand 'split: [4]'
by_hand "merge: [$(id_of 'lost the tide')]"
rm corpus/tiny/decisions.yaml
fill 'lost the tide' merge_with '@not lose it' \
    'tide waits' set_speaker ida-marsh 'rope was old' split_at '8;13'
apply
dictum build --quiet tiny --from ../tmp/private
list
dictum verify --quiet --rebuild tiny --from ../tmp/private
