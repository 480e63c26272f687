# Killed at any moment and run again: the same bytes, nothing left behind.
. "$TESTS/cli/release.bash"
new_corpus --articles 400 --bytes 4000
dictum pack -q sample 1.0.0 -o whole
cp manifests/sample/releases.jsonl recorded.jsonl
git checkout -q manifests
for delay in 0.002 0.005 0.01 0.02 0.03 0.04 0.05 0.07 0.09 0.12; do
    timeout -s KILL $delay dictum pack -q sample 1.0.0 -o shelf 2>/dev/null ||
        true
    dictum pack -q sample 1.0.0 -o shelf
    cmp whole/sample-1.0.0.tar.zst shelf/sample-1.0.0.tar.zst
    cmp recorded.jsonl manifests/sample/releases.jsonl
    cmp recorded.jsonl shelf/sample-releases.jsonl
    (cd shelf && sha256sum -c --quiet ./*.sha256)
    [ -z "$(find . -name '*.part' -o -name '*.tmp*')" ]
    git checkout -q manifests
    rm -rf shelf
done
