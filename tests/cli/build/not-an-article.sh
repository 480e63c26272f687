# A page that is no article gets no record, and the build says what it is
# instead; a curator who knows better says its kind.
. "$TESTS/cli/town.bash"
town_corpus
cat >gone.html <<'END'
<!DOCTYPE html><html><head><title>Page not found | The Town Herald</title></head>
<body><h1>Page not found</h1>
<p>The page that you are looking for has moved, or it was never here.</p>
</body></html>
END
add_source gone gone.html
expect_status 1 dictum build town 2>&1
grep -c '"id":"gone"' $manifests/articles.jsonl

sed 's/^  - id: gone$/&\n    kind: report/' corpus/town/sources.yaml >sources.yaml
mv sources.yaml corpus/town/sources.yaml
dictum build town
cat $articles/gone.txt
