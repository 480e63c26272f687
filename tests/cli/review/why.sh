# The table says what is unsure: a name that one person may bear, that several
# may, that nobody has.
. "$TESTS/cli/tiny.sh"
tiny_corpus
source_entry tide "$(snapshot 'The ferry was late again on Monday.

“We lost the tide,” Mr Marsh said on the quay.

“The rope was old,” said Olga Petersen, who sails.
')" 'kind: report' 'title: Late again' 'published: "2021-10-06"' \
    >>corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
dictum review tiny --quiet --below 1001 --output table.csv
python3 -c '
import csv
for row in csv.DictReader(open("table.csv", newline="")):
    if row["article"] == "tide":
        print(row["printed"], row["candidates"], row["why"], sep=" | ")'
echo '# in its context'
python3 -c '
import csv
for row in csv.DictReader(open("table.csv", newline="")):
    print(row["article"], row["text"], row["context"], sep=" | ")'
