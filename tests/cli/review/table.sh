# A table that would be misread, or whose note decisions.yaml cannot hold, is
# refused with its line, and nothing is written.
. "$TESTS/cli/tiny.sh"
tiny_corpus
source_entry warden-says "$(snapshot 'The ferry was late again.

“We lost the tide, and we know why,” said Ida Marsh.
')" 'kind: report' 'title: Late again' 'published: "2021-10-06"' \
    >>corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
dictum review tiny --quiet --below 1001 --output all.csv
# change SCRIPT: the table with its first row decided on, and changed by it.
change() {
    python3 - "$1" <<'END'
import csv
import sys
rows = list(csv.reader(open("all.csv", newline="", encoding="utf-8")))
head, first = rows[0], rows[1]
first[head.index("verdict")] = "accept"
note = head.index("note")
exec(sys.argv[1])
with open("table.csv", "w", newline="", encoding="utf-8",
          errors="surrogateescape") as out:
    csv.writer(out).writerows(rows)
END
}
refused() {
    change "$1"
    unchanged corpus -- expect_status 4 dictum review tiny --apply table.csv 2>&1
}
refused 'first[note] = "caf\udce9"'
refused 'first[note] = "a bell \a"'
refused 'first[note] = "a next line \x85"'
refused 'first[note] = "no character \ufffe"'
refused 'head.append("verdict"); first.append("")'
refused 'head.append(" note"); first.append("of somebody")'
change 'first[note] = "so far@and further"'
tr '@' '\0' <table.csv >nul.csv
unchanged corpus -- expect_status 4 dictum review tiny --apply nul.csv 2>&1
echo '# a note may have lines and tabs'
change 'first[note] = "two\nlines\tand “quotes”\ufeff"'
dictum review tiny --apply table.csv 2>&1
tail -n 1 corpus/tiny/decisions.yaml
