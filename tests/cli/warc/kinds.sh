# The same records are listed however the file is packed, and from a pipe.
. "$TESTS/cli/lib.sh"
command -v zstd >/dev/null || skip "zstd: not here"
python3 "$TESTS/cli/warc.py" good
dictum warc plain.warc | tee listed
for file in members.warc.gz whole.warc.gz frames.warc.zst \
    bare-dictionary.warc.zst packed-dictionary.warc.zst; do
    dictum warc $file | diff listed -
    dictum warc - <$file | diff listed -
done
dictum warc loose.warc
# Digests, and where each record can be opened.
dictum warc --json members.warc.gz |
    grep -o '"block_digest":"fine".*\|"payload_digest":"fine".*'
for field in offset inside; do
    for file in plain.warc members.warc.gz whole.warc.gz; do
        dictum warc --json $file | grep -o "\"$field\":[0-9]*" |
            sort -u | wc -l
    done
done
