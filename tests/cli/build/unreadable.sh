# What may not be read or written stops the build and leaves all as it was.
. "$TESTS/cli/town.bash"
built_corpus
chmod 0 $snapshots/4271151b*
echo >>corpus/town/people.yaml
unchanged manifests corpus/town/statements.jsonl $articles -- \
    expect_status 3 limited dictum build town
chmod 644 $snapshots/4271151b*
talk Rain rain >rain.txt
add_source rain rain.txt 'kind: transcript'
for folder in corpus/town $articles manifests/town .dictum/stage; do
    echo "$folder" >&2
    chmod 555 $folder
    unchanged corpus manifests -- expect_status 3 limited dictum build town
    chmod 755 $folder
done
limited dictum build --quiet town
dictum verify --quiet town
