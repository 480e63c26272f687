# A page that says whose it is does not take the corpus's licence without a
# word; a licence that is said, a text that is withheld and a page that has the
# corpus's own licence need none.
. "$TESTS/cli/add.bash"
new_corpus
footer() { # HTML
    page "$1" | sed "s|</body>|<footer>$2</footer></body>|"
}
line='<p>© 2031 Example Herald. All rights reserved.</p>'
for name in one two three four; do
    footer "The bridge of $name spans" "$line" >../$name.html
done
footer 'The bridge of ours' "$line<p><a rel='license' \
href='https://creativecommons.org/publicdomain/zero/1.0/'>CC0</a></p>" \
    >../ours.html
dictum add ../one.html
dictum add ../two.html --licence CC-BY-4.0
dictum add ../three.html --withheld
dictum add ../ours.html
dictum add -q ../four.html
for name in five six; do
    footer "The bridge of $name spans" "$line" >$name.html
    printf '{"url":"https://example.org/%s","html":"%s"}\n' $name \
        "$(sed 's/"/\\"/g' $name.html | tr '\n' ' ')"
done >feed.jsonl
dictum add feed.jsonl
# With --json each page says it; of many the first are named.
for n in $(seq 12); do
    sed "s|/five\"|/many-$n\"|; s|of five|of many $n|g; 1!d" feed.jsonl
done >many.jsonl
dictum add -n many.jsonl
dictum add --json --dry-run many.jsonl 2>/dev/null | grep -c '"reserved":"©'
dictum add --json --dry-run ../ours.html 2>/dev/null | grep -c '"reserved":null'
