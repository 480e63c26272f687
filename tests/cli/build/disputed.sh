# A page that contradicts itself is named, with the fields, until its entry
# decides.
. "$TESTS/cli/town.bash"
town_corpus
cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Mole stands | The Echo</title>
<meta property="og:title" content="Sea wall survives | The Echo">
<meta property="article:published_time" content="2021-05-17T09:00:00+01:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mole stands","datePublished":"2021-05-14"}</script></head>
<body><main><article><h1>Mole stands</h1>
<p>The East Mole stood through its first winter, the harbour trust said on Friday, and nobody was more surprised than its builders.</p>
<p>The bill came to four million pounds, of which the county paid the half that it had promised and a little of the other half.</p></article></main></body></html>
END
add_source mole page.html 'kind: report'
dictum build town 2>&1 | grep mole
sed -i 's/^  - id: mole$/&\n    title: Mole stands\n    published: 2021-05-14/' \
    corpus/town/sources.yaml
dictum build town 2>&1 | grep -c mole || true
