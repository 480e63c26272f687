# Each field of the metadata with the place it was read from, and the places
# that say something else.
cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Mole stands | The Echo</title>
<meta property="og:site_name" content="The Echo">
<meta property="og:title" content="Sea wall survives | The Echo">
<meta property="article:published_time" content="2021-05-17T09:00:00+01:00">
<meta property="article:section" content="Coast"><meta name="keywords" content="mole, harbour">
<meta name="tdm-reservation" content="1"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mole stands","datePublished":"2021-05-14",
"dateModified":"2021-05-15T08:00:00Z","author":{"@id":"#ada"},"@graph":[{"@id":"#ada","name":"Ada Example"}]}</script>
<script type="application/ld+json">{"@type":</script></head>
<body><main><article><h1>Mole stands</h1><p class="byline">By Bo Sample</p>
<p>The East Mole stood through its first winter, the harbour trust said on Friday, and nobody was more surprised than its builders.</p>
<p>The bill came to four million pounds, of which the county paid the half that it had promised and a little of the other half.</p>
<p>Correction: an earlier version of this story gave the cost in dollars.</p></article></main></body></html>
END
printf 'The mole stands\n\n14 May 2021\n\nThe East Mole stood through its first winter, the harbour trust said on Friday, and nobody was more surprised than its builders.\n' >text.txt
show() {
    python3 -c '
import json, sys
article = json.load(sys.stdin)
for key in sys.argv[1:]:
    value = article[key]
    if isinstance(value, dict):
        for k in value: print(key, k, json.dumps(value[k]))
    elif isinstance(value, list):
        for v in value: print(key, json.dumps(v))
    else: print(key, json.dumps(value))' "$@"
}
dictum normalise --json page.html |
    show title byline published modified section tags rights corrections diagnostics evidence disagreements
echo "== a plain text, by its lines"
dictum normalise --json text.txt | show title published evidence
