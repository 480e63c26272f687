# A released id stays or is redirected.
. "$TESTS/cli/release.bash"
new_corpus --articles 4
dictum pack -q sample 1.0.0 -o shelf
python3 "$TESTS/cli/corpus.py" sample --articles 3 --first 1
commit "One article less"
unchanged corpus manifests shelf -- told 2 dictum pack sample 1.1.0 -o shelf
gone=$(git show HEAD~1:corpus/sample/statements.jsonl |
    grep '"article":"article-000000"' | sed -E 's/.*"id":"([^"]*)".*/\1/')
python3 "$TESTS/cli/corpus.py" sample --articles 3 --first 1 \
    --redirect article-000000
commit "The article is redirected"
told 2 dictum pack sample 1.1.0 -o shelf
redirects=(--redirect article-000000)
for id in $gone; do
    redirects+=(--redirect "$id")
done
python3 "$TESTS/cli/corpus.py" sample --articles 3 --first 1 "${redirects[@]}"
commit "And so are its statements"
dictum pack -q sample 1.1.0 -o shelf
dictum get sample --from shelf --extract out --json |
    sed -E 's/.*"version":"([^"]*)".*/\1/'
