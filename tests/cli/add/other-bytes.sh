# A source that exists takes other bytes with --id: one line changes. Without
# it a second source with the same title gets a number.
. "$TESTS/cli/add.bash"
new_corpus
dictum add --quiet page.html
cp corpus/town/sources.yaml before
echo '<!-- later -->' >>page.html
dictum add page.html --dry-run
cmp before corpus/town/sources.yaml
dictum add page.html --id mayor-opens-the-new-bridge
diff before corpus/town/sources.yaml || true
dictum add page.html --id first
echo '<!-- again -->' >>page.html
dictum add page.html
