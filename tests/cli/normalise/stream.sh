# Several inputs in a row, text or JSON, from files and from a pipe.
printf '\357\273\277First  line,\302\240with a soft\302\255 hyphen.\r\n\r\n\342\200\242 an item\r\n\342\200\242 another\r\n' >a.txt
cat >b.html <<'END'
<!DOCTYPE html><html lang="en"><head><meta charset="windows-1252"><title>Mole stands | The Echo</title>
<meta property="og:site_name" content="The Echo">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mole stands","datePublished":"2021-05-14T17:42:00+01:00",
"author":[{"@type":"Person","name":"Ada Example"},{"@type":"Person","name":"Bo Sample"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>Mole stands</h1>
<p>The East Mole stood through its first winter, the harbour trust said on Friday, and nobody was more surprised than its builders.</p>
<h2>What it cost</h2><p>The bill came to &pound;4m, of which the county paid the half that it had promised and a little of the other half.</p>
<ul><li>two cranes<li>one barge</ul><aside class="related"><h2>Related</h2><a href="/x">Old wall</a></aside></article></main>
<footer><p>&copy; The Echo. All rights reserved.</p></footer></body></html>
END
dictum normalise a.txt b.html
echo "=="
dictum normalise --json --url https://echo.example/mole - <b.html
echo "=="
printf 'a\000b' | dictum normalise - 2>err || echo "status $?"
cat err
echo "=="
dictum normalise --charset latin-one a.txt 2>err || echo "status $?"
cat err
