# A release behind a URL is fetched, verified, and not kept.
. "$TESTS/cli/release.bash"
new_corpus
dictum pack --quiet sample 1.0.0 --output shelf
serve shelf
dictum verify "$url/sample-1.0.0.tar.zst" | plain
told 2 dictum verify "$url/sample.tar.zst" | plain
told 2 dictum verify "$url/" | plain
told 3 dictum verify "$url/sample-2.0.0.tar.zst" | plain
truncate -s -100 shelf/sample-1.0.0.tar.zst
rm shelf/*.sha256
told 4 dictum verify "$url/sample-1.0.0.tar.zst" | plain |
    sed "s|byte [0-9]*|byte N|"
[ -z "$(find "$TMPDIR" -name '*.tar.zst*')" ]
