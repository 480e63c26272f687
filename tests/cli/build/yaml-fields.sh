# Fields of an entry that cannot be meant.
. "$TESTS/cli/town.bash"
town_corpus
entries=$(<corpus/town/sources.yaml)
while read -r field; do
    {
        echo "$entries"
        echo "  - id: odd"
        echo "    $field"
        echo "    rights: {licence: CC0-1.0, text: open}"
    } >corpus/town/sources.yaml
    unchanged corpus manifests -- expect_status 4 dictum build town
done <<'END'
url: "https://"
url: "http:///path"
url: "https://?q"
url: "https://#top"
url: ftp://example.org/a
charset: windows-9999
charset: [utf-8]
END
echo "$entries" | sed 's/kind: report/charset: latin1/' >corpus/town/sources.yaml
dictum build --quiet town
