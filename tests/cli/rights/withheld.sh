# Not five words in a row of a withheld text come out anywhere: not in what a
# build writes or prints, not in a message, not in a release.
. "$TESTS/cli/town.bash"
town_corpus
cat >letter.txt <<'END'
A letter to the harbour office

Posted 3 May 2021

Ann Lee: Madam, the crane on the western quay drops rust on my washing daily.

“I have counted eleven gulls asleep inside the bucket of it,” said Ann Lee on
Monday, “and not one of them has ever paid the mooring fee that I pay.”

Kindly oil it, paint it, or give it to a museum with a very large garden.
END
cat >page.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Crane stays, says office</title>
<meta name="description" content="Forty tonnes of rust will greet the regatta again this summer."></head>
<body><article><h1>Crane stays, says office</h1>
<p>The purple committee voted nine to two to leave the crane exactly as it is.</p>
<p>“Nobody under ninety remembers it lifting anything heavier than a herring,” said Ann Lee afterwards.</p>
</article></body></html>
END
RIGHTS=withheld
add_source letter letter.txt 'kind: transcript' 'speaker: ann-lee'
add_source page page.html 'kind: report' 'media_type: text/html'
echo .dictum/ >.gitignore
mv letter.txt page.html "$TMPDIR"
new_repo
mkdir "$TMPDIR/said"

say() { # NAME COMMAND...: keep what it prints
    local name=$1
    shift
    "$@" >"$TMPDIR/said/$name.out" 2>"$TMPDIR/said/$name.err" || true
}

say build dictum build town
say json dictum build --json town
commit 'Build'
say verify dictum verify --rebuild town
say status dictum status --json town
say stats dictum stats --json town
say pack dictum pack town 1.0.0 --output "$TMPDIR/release"
for id in letter page $(sed -n 's/.*"article":"\(letter\|page\)".*"id":"\(s-[0-9a-f]*\)".*/\2/p' corpus/town/statements.jsonl); do
    say "show-$id" dictum show "$id"
    say "show-json-$id" dictum show --json "$id"
    say "log-$id" dictum log "$id"
done
# What goes wrong must not tell it either.
cp corpus/town/statements.jsonl "$TMPDIR"
sed -i 's/"commitment":"./"commitment":"f/' corpus/town/statements.jsonl
say damaged dictum verify town
say diff dictum diff HEAD
cp "$TMPDIR/statements.jsonl" corpus/town/
for file in .dictum/snapshots/*; do
    cp "$file" "$TMPDIR/held"
    printf '\0' >>"$file"
    say other dictum build town
    cp "$TMPDIR/held" "$file"
done
sed -i 's/Ann Lee/Anna Lee/' corpus/town/people.yaml
say again dictum build town
commit 'Change'
say diff-rev dictum diff --json HEAD~1 HEAD
# Her statements have other ids now, which is the only fault.
expect_status 1 dictum verify --quiet --rebuild town 2>"$TMPDIR/said/gone.err"
grep -c '^release 1.0.0, .* is gone and nowhere redirected' \
    "$TMPDIR/said/gone.err"
[ "$(grep -vc '^release 1.0.0, .* is gone' "$TMPDIR/said/gone.err")" = 0 ]

grep -c commitment corpus/town/statements.jsonl
find "$TMPDIR/said" -type f | wc -l
zstd -qdc "$TMPDIR"/release/*.tar.zst >"$TMPDIR/said/release.tar"
git log -p --all >"$TMPDIR/said/history"
python3 "$TESTS/cli/words.py" 5 "$TMPDIR/letter.txt" "$TMPDIR/page.html" -- \
    corpus manifests "$TMPDIR/said"
