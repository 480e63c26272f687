# From a web server: a folder with its index, one archive, and what goes wrong.
. "$TESTS/cli/release.bash"
new_corpus
dictum pack --quiet sample 1.0.0 --output shelf
commit "Release 1.0.0"
dictum pack --quiet sample 1.1.0 --output shelf
serve shelf
dictum get sample@1.0 --from "$url/" --output out | plain
cmp shelf/sample-1.0.0.tar.zst out/sample-1.0.0.tar.zst
dictum get sample --from "$url/sample-1.1.0.tar.zst" --extract out | plain
dictum verify --quiet out/sample-1.1.0
grep -q '"GET /sample-releases.jsonl' log.txt
told 3 dictum get other --from "$url" --output new | plain
told 3 dictum get sample --from "$url/sample-2.0.0.tar.zst" --output new | plain
told 2 dictum get sample@3 --from "$url" --output new | plain
cat shelf/sample-1.1.0.tar.zst >>shelf/sample-1.0.0.tar.zst
told 5 dictum get sample@1.0 --from "$url" --output new | plain
told 2 dictum get sample --from ftp://127.0.0.1/x.tar.zst
[ ! -e new ] || [ -z "$(ls -A new)" ]
