# A line that was taken out whole, where another file says that it must be
# there; and one that nothing asks for.
. "$TESTS/cli/town.bash"
town_corpus
news >news.txt
add_source copy news.txt 'kind: report'
rm news.txt
cat >>corpus/town/sources.yaml <<'END'
redirects:
  - {id: old-talk, to: talk, reason: merged, note: 'One "talk" – not two'}
  - {id: older-talk, to: null, reason: removed}
END
dictum build --quiet town
dictum verify --quiet town
damaged 'the edge of a copy gone' truncate -s 0 $manifests/duplicates.jsonl
damaged 'a copy, and its edge to another' edit $manifests/duplicates.jsonl \
    b=news 'r["b"] = "talk"'
damaged 'no copy, but its edge' edit $manifests/articles.jsonl \
    id=news 'r["duplicate_of"] = None'
damaged 'a copy without an edge' edit $manifests/articles.jsonl \
    id=walk 'r["duplicate_of"] = "talk"'
damaged 'a redirect gone' sed -i '1d' $manifests/redirects.jsonl
damaged 'all redirects gone' truncate -s 0 $manifests/redirects.jsonl
damaged 'a redirect elsewhere' edit $manifests/redirects.jsonl \
    id=old-talk 'r["to"] = "walk"'
damaged 'a redirect nobody asks for' edit $manifests/redirects.jsonl \
    id=older-talk 'r["id"] = "oldest-talk"'
damaged 'a redirect withdrawn, not built' sed -i '/older-talk/d' \
    corpus/town/sources.yaml

# redirected FROM TO: build with such a redirect more, and verify.
redirected() {
    echo "$1 to $2:" >&2
    cp corpus/town/sources.yaml "$TMPDIR"
    echo "  - {id: $1, to: $2, reason: corrected}" >>corpus/town/sources.yaml
    dictum build --quiet town
    expect_status "$3" dictum verify --quiet town
    cp "$TMPDIR/sources.yaml" corpus/town/
}
id=$(sed -n '1s/.*"id":"\(s-[^"]*\)".*/\1/p' corpus/town/statements.jsonl)
redirected s-0000000000000000 "$id" 0
redirected s-0000000000000000 s-0000000000000001 1
redirected earlier-talk s-0000000000000001 1

echo 'an id that is a statement still:' >&2
cat >>corpus/town/sources.yaml <<END
  - {id: gone, to: null, reason: removed, statements: [$id]}
END
unchanged corpus manifests -- expect_status 4 dictum build --quiet town
expect_status 1 dictum verify --quiet town
sed -i '$d' corpus/town/sources.yaml
echo 'built by another hand:' >&2
dictum build --quiet town
echo "  - {id: $id, to: null, reason: removed}" >>corpus/town/sources.yaml
edit $manifests/redirects.jsonl id=older-talk "r['id'] = '$id'"
expect_status 1 dictum verify --quiet town
sed -i '/older-talk/d' corpus/town/sources.yaml
expect_status 1 dictum verify --quiet town
echo 'an article that is there:' >&2
sed -i '$d' corpus/town/sources.yaml
echo '  - {id: walk, to: talk, reason: corrected}' >>corpus/town/sources.yaml
dictum build --quiet town
dictum verify --quiet town
sed -i '$s/to: talk/to: null/' corpus/town/sources.yaml
unchanged corpus manifests -- expect_status 4 dictum build --quiet town
expect_status 4 dictum verify --quiet town
