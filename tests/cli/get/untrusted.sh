# What index or .sha256 file say counts; an unpacked folder is checked as
# strictly as its archive.
. "$TESTS/cli/release.bash"
new_corpus
dictum pack --quiet sample 1.0.0 --output shelf
archive=shelf/sample-1.0.0.tar.zst
cp -R shelf wrong
zstd -qdc $archive | zstd -q -5 -f -o wrong/sample-1.0.0.tar.zst
told 5 dictum get sample --from wrong --output out | without_digests
told 5 dictum get sample --from wrong/sample-1.0.0.tar.zst --extract out |
    without_digests
told 5 dictum verify wrong/sample-1.0.0.tar.zst | without_digests
rm wrong/*.sha256
dictum verify --quiet wrong/sample-1.0.0.tar.zst
echo nonsense >wrong/sample-1.0.0.tar.zst.sha256
told 4 dictum get sample --from wrong/sample-1.0.0.tar.zst
sed -i 's/"tree_size":[0-9]*/"tree_size":99/' wrong/sample-releases.jsonl
told 5 dictum get sample --from wrong | without_digests
[ -z "$(ls -A out)" ]
ls

dictum get --quiet sample --from shelf --extract .
folder=sample-1.0.0
dictum verify --quiet $folder
check() { # BEFORE-AND-AFTER: verify a folder that differs from the good one
    told "$1" dictum verify $folder | without_digests
    rm -rf $folder
    dictum get --quiet sample --from shelf --extract .
}
echo >>$folder/data/articles/article-000001.txt
check 5
rm $folder/data/articles/article-000002.txt
check 5
echo more >$folder/data/more.txt
check 5
mkdir -p $folder/a/b && echo more >$folder/a/b/c
check 5
ln -sf /etc/passwd $folder/data/README.md
check 4
rm $folder/data/README.md && mkfifo $folder/data/README.md
check 4
sed -i 's/Dictum-Tree-Size: .*/Dictum-Tree-Size: 1/' $folder/bag-info.txt
check 5
