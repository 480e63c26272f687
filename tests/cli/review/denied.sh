# To accept a denial, or to name who denied, makes no assertion of what was
# denied: exports, verify and a rebuild take it as not asserted still.
. "$TESTS/cli/tiny.sh"
tiny_corpus
source_entry tide "$(snapshot 'The ferry was late again on Monday.

Ida Marsh denied that the cost had risen. A clerk denied that the rope was old.

Mrs Marsh said that the tide waits for nobody.
')" 'kind: report' 'title: Late again' 'published: "2021-10-06"' \
    >>corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
dictum review tiny --quiet --below 1001 --output table.csv
python3 - <<'END'
import csv
rows = list(csv.DictReader(open("table.csv", newline="")))
for row in rows:
    if row["article"] == "tide":
        if "rope" in row["text"]:
            row["set_speaker"] = "ida-marsh"
        else:
            row["verdict"] = "accept"
with open("table.csv", "w", newline="") as out:
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
END
dictum review tiny --apply table.csv
dictum build --quiet tiny --from ../tmp/private
python3 -c '
import json
for r in map(json.loads, open("corpus/tiny/statements.jsonl")):
    if r["article"] == "tide":
        print(r["text"], r["speaker"], r["rule"], r["confidence"], sep=" | ")'
id=$(grep -F 'cost had risen' corpus/tiny/statements.jsonl | grep -oE '"id":"s-[0-9a-f]*' | cut -d'"' -f4)
dictum show "$id" | grep -E '^(rule|decided|confidence)'
dictum verify --quiet --rebuild tiny --from ../tmp/private
for format in schema-org tei web-annotation; do
    dictum export "$format" tiny --quiet --output "$format"
    echo "$format: $(grep -o not-asserted "$format" | wc -l)" \
        "$(grep -oE 'cost had risen|rope was old' "$format" | sort -u | wc -l)"
done
echo '# the decision taken back'
rm corpus/tiny/decisions.yaml
expect_status 1 dictum verify --quiet tiny 2>&1 | sed 's/s-[0-9a-f]*/ID/'
