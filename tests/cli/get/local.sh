# From a file, from a folder with and without an index; by range; unpacked.
. "$TESTS/cli/release.bash"
new_corpus --articles 4 --withheld 1
for version in 0.9.0 1.0.0 1.1.0 1.2.0-rc.1; do
    dictum pack --quiet sample $version --output shelf
    commit "Release $version"
done
dictum get sample --from shelf --output got | without_digests
(cd got && sha256sum -c --quiet ./*.sha256)
cmp shelf/sample-1.1.0.tar.zst got/sample-1.1.0.tar.zst
for range in latest 1 1.0 ^0.9 ~1.0.0 '>=0.1' 1.2.0-rc.1; do
    dictum get "sample@$range" --from shelf --extract "x$range" --json |
        sed -E 's/.*"folder":"([^"]*)".*"version":"([^"]*)".*/\1 \2/'
done
diff -r xlatest/sample-1.1.0 'x>=0.1/sample-1.1.0'
dictum verify --quiet xlatest/sample-1.1.0
(cd xlatest/sample-1.1.0 && sha256sum -c --quiet ./*manifest-sha256.txt)
find xlatest -type f | LC_ALL=C sort
told 2 dictum get sample@1 --from shelf --extract xlatest
told 2 dictum get sample@^2 --from shelf
told 2 dictum get sample@one --from shelf
told 2 dictum get Sample --from shelf
told 2 dictum get sample
told 3 dictum get sample --from nowhere
told 2 dictum get sample@2 --from shelf/sample-1.0.0.tar.zst
told 5 dictum get other --from shelf/sample-1.0.0.tar.zst
ln -s shelf linked
dictum get --quiet sample@1 --from linked --output linked-got
cmp shelf/sample-1.1.0.tar.zst linked-got/sample-1.1.0.tar.zst
rm shelf/*releases.jsonl
dictum get --quiet sample@1 --from shelf --output plain
ls plain
[ -z "$(find . -name '*.part')" ]
# Nobody waits for the other end of a pipe that has an archive's name.
rm plain/*
mv shelf/sample-1.1.0.tar.zst .
mkfifo shelf/sample-1.1.0.tar.zst
told 3 timeout 60 dictum get sample@1 --from shelf --output plain
told 3 timeout 60 dictum get sample --from shelf/sample-1.1.0.tar.zst --output plain
[ -z "$(ls -A plain)" ]
