# Entries go behind the last one, and nothing else in the file changes.
. "$TESTS/cli/add.bash"
new_corpus
cp corpus/town/sources.yaml before
dictum add page.html talk.txt --speaker ann-lee
diff before corpus/town/sources.yaml || true
for file in page.html talk.txt; do
    sha=$(sha256sum <$file | cut -c 1-64)
    cmp $file corpus/town/snapshots/"$sha".${file#*.}
done
