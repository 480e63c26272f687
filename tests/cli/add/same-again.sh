# Bytes that are a source already change nothing, under any name, nor do they
# count twice in one run.
. "$TESTS/cli/add.bash"
new_corpus
cp page.html copy.html
dictum add page.html copy.html
unchanged corpus -- dictum add copy.html --id other --json
unchanged corpus -- dictum add copy.html --id other
unchanged corpus -- dictum add copy.html --id mayor-opens-the-new-bridge
ls corpus/town/snapshots | wc -l
