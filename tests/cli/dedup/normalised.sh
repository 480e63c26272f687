# What normalise prints goes straight in: pages without an id are known by
# their file, or by the place of their record.
. "$TESTS/cli/lib.sh"
printf '<p>The ferry sails again on Monday, the board of the harbour said.</p>' >page.html
printf 'The ferry sails again on Monday, the board of the harbour said.\n' >copy.txt
printf '{"id":"other","text":"The wall stands because two hundred people built it."}\n' >feed.jsonl
dictum normalise --json page.html copy.txt feed.jsonl | dictum dedup -
dictum normalise --json page.html copy.txt feed.jsonl | dictum dedup --clusters -
printf '{"id":"a","input":7,"text":"x y z"}\n{"id":null,"input":"b","text":"X y, z"}\n' | dictum dedup -
