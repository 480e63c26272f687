# Bytes of a source whose snapshot is not held any more are kept again, where
# its rights have them; what is held is left as it is.
. "$TESTS/cli/add.bash"
new_corpus
mkdir ../tmp/private
page 'A letter to nobody' >../tmp/private/letter.html
dictum add ../tmp/private/letter.html --withheld --id letter
dictum add page.html --id bridge
dictum add ../tmp/private/letter.html --withheld --id letter
cp -r .dictum/snapshots ../tmp/withheld
cp -r corpus/town/snapshots ../tmp/open
rm -r .dictum corpus/town/snapshots
dictum add ../tmp/private/letter.html --withheld --id letter --dry-run
[ ! -e .dictum/snapshots ]
unchanged corpus manifests -- dictum add ../tmp/private/letter.html \
    --withheld --id letter
diff -r .dictum/snapshots ../tmp/withheld
unchanged corpus/town/sources.yaml -- dictum add page.html --json
diff -r corpus/town/snapshots ../tmp/open
diff -r .dictum/snapshots ../tmp/withheld
