# Several that add at once lose nothing: each is added, or says that another is
# at work.
. "$TESTS/cli/tiny.sh"
tiny_corpus
# shellcheck disable=SC1111 # typographic on purpose
source_entry warden-says "$(snapshot "The ferry was late again.

$(for n in $(seq 10 21); do echo "“We lost tide $n,” said Ida Marsh."; done)
")" 'kind: report' 'title: Late again' >>corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
dictum review tiny --quiet --below 1001 --output table.csv
python3 - <<'END'
import csv
rows = list(csv.DictReader(open("table.csv", newline="")))
mine = [r for r in rows if r["article"] == "warden-says"]
assert len(mine) == 12, len(mine)
for n, row in enumerate(mine):
    with open(f"table{n}.csv", "w", newline="") as out:
        table = csv.DictWriter(out, rows[0].keys())
        table.writeheader()
        table.writerow(dict(row, verdict="accept"))
END
for n in {0..11}; do
    dictum people tiny --add "Olga Petersen$n" 2>"people$n" &
    dictum review tiny --apply "table$n.csv" 2>"review$n" &
done
wait
# all WHAT FILE ENTRY: as many entries as were said to be added, and no error
# but that another is at work.
all() {
    local added
    added=$(cat "$1"* | grep -c ' added')
    [ "$added" -gt 0 ]
    [ "$(grep -c "$3" "$2")" = "$added" ]
    expect_status 1 grep -hv -e ' added' -e 'is at work here' "$1"*
}
all people corpus/tiny/people.yaml 'Olga Petersen'
all review corpus/tiny/decisions.yaml 'accept: true'
dictum status tiny --quiet || [ $? = 1 ]
