# What the curator says on the command line counts more than what the page
# says, and a date must be one.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init -q town
cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Page title</title>
<meta property="article:published_time" content="2020-02-02T10:00:00Z"></head>
<body><article><h1>Page title</h1>
<p>The river rose by a metre in one night, the harbour master said on Monday.</p>
<p>Nobody was hurt, and the bridge stays closed until the water is down.</p>
</article></body></html>
END
dictum add -q page.html --licence CC0-1.0 --title 'Ann Lee: "my" talk' \
    --published 2017-10 --event 'Mill: day' --event-date 2017-10-03 \
    --event-place Hull
sed -n '/^sources:/,$p' corpus/town/sources.yaml
dictum build -q town
grep -o '"event":{[^}]*}\|"published":"[^"]*"\|"title":"Ann[^,]*' \
    manifests/town/articles.jsonl
refused() {
    expect_status 2 dictum add page.html --licence CC0-1.0 "$@"
}
refused --published 3.10.2017
refused --event 'Mill day' --event-date someday
refused --event-date 2017
refused --event-place Hull
cp page.html other.html
refused other.html --title 'One for two'
