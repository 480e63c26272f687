# Bytes that no charset explains are replaced and told; never dropped.
. "$TESTS/cli/town.bash"
town_corpus
printf '%s\n' '<!DOCTYPE html><meta charset="utf-8"><title>Mill</title>' \
    '<p>The mill was open \377 on Tuesday, and it is open today as well.' \
    '<p>The miller \303( was there, and so was the council in full.' |
    sed 's/\\377/\xff/; s/\\303/\xc3/' >mill.html
add_source mill mill.html 'kind: report'
dictum build --json town
cat $articles/mill.txt
dictum verify --quiet town
