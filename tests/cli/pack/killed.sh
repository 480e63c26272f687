# A pack that is killed a hundred times, then run again, gives the same bytes
# as one that nobody disturbed, and leaves nothing lying about.
. "$TESTS/cli/release.bash"
new_corpus --articles 400 --bytes 4000
mkdir -p start/shelf shelf
cp -R manifests start
began=$(date +%s%N)
dictum pack -q sample 1.0.0 -o whole
took=$(awk "BEGIN { print ($(date +%s%N) - $began) / 1e9 }")
cp manifests/sample/releases.jsonl recorded.jsonl

# Under sanitizers every run takes ten times as long: a few do.
rounds=${SANITIZED:+2}
rounds=${rounds:-13}
killed=0
for ((round = 1; round <= rounds; round++)); do
    read -r now _ < <(python3 "$TESTS/cli/kill.py" "$round" 8 start "$took" \
        shelf/sample-1.0.0.tar.zst dictum pack -q sample 1.0.0 -o shelf)
    killed=$((killed + now))
    dictum pack -q sample 1.0.0 -o shelf
    cmp whole/sample-1.0.0.tar.zst shelf/sample-1.0.0.tar.zst
    cmp recorded.jsonl manifests/sample/releases.jsonl
    cmp recorded.jsonl shelf/sample-releases.jsonl
    (cd shelf && sha256sum -c --quiet ./*.sha256)
    [ -z "$(find . -name '*.part' -o -name '*.tmp*')" ]
done
[ "$killed" -ge $((rounds * 4)) ] ||
    echo "only $killed of $((rounds * 8)) runs were killed"
