# Sources that were taken out: one, all of them, and one whose record is gone
# as well.
. "$TESTS/cli/town.bash"
built_corpus
sources=$(<corpus/town/sources.yaml)
sed -i '/id: walk/,/rights/d' corpus/town/sources.yaml
dictum build town
ls $articles
echo "$sources" >corpus/town/sources.yaml
dictum build --quiet town
for none in 'sources: []' 'sources:' ''; do
    echo "$none" >corpus/town/sources.yaml
    unchanged corpus manifests -- expect_status 1 dictum build --quiet town
done
dictum build town --empty
ls $articles
echo "$sources" >corpus/town/sources.yaml
dictum build --quiet town
# Nothing says any more whose this text was: it stays, and is told.
sed -i '/id: walk/,/rights/d' corpus/town/sources.yaml
rm $manifests/articles.jsonl
dictum build town
ls $articles
