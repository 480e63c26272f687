# A corpus adds to the program's lists and takes rules back; a change of its
# rules is a reason to build again, and a list that there is not is an error.
. "$TESTS/cli/town.bash"
town_corpus
cat >mill.html <<'END'
<!DOCTYPE html><html><head><title>The mill stays</title></head><body>
<article><h1>The mill stays</h1>
<p>The council voted on Tuesday to keep the old mill open for another year.</p>
<p>Herald readers save a third</p>
<p>Nobody spoke against it, and the meeting was over before the rain began.</p>
<p>Trending</p>
<p>The miller, who was there with both her sons, thanked everybody who came.</p>
</article></body></html>
END
add_source mill mill.html 'kind: report'
dictum build -q town
cat $articles/mill.txt
mkdir corpus/town/rules
printf '%s\n' '# What the Herald prints in between' 'Herald readers' \
    >corpus/town/rules/clutter_starts.txt
printf '!%s\n' Trending >corpus/town/rules/clutter_lines.txt
echo '-- with rules'
dictum build town
cat $articles/mill.txt
dictum build town | grep unchanged
dictum verify --quiet --rebuild town
echo Herald >corpus/town/rules/clutter_words.txt
expect_status 4 dictum build town 2>&1
