# An archive that is damaged or hostile is refused by verify and by get, and
# leaves nothing behind. The .sha256 file is absent: the archive alone counts.
. "$TESTS/cli/release.bash"
new_corpus
dictum pack --quiet sample 1.0.0 --output good
cd good
for kind in truncated flipped longer second-frame behind-the-tar zeros padding \
    owner mode time day name-tail comment empty no-zstd no-tar parent absolute symlink hardlink device pipe duplicate \
    second-folder control bomb missing extra text; do
    python3 "$TESTS/cli/hostile.py" sample-1.0.0.tar.zst "$kind" bad.tar.zst
    status=0
    dictum verify bad.tar.zst >out.txt 2>err.txt || status=$?
    # Where a flipped bit shows first depends on the version of libzstd.
    if [ "$kind" = flipped ] || [ "$kind" = truncated ]; then
        sed -i 's/byte [0-9]*: .*/byte N: …/' err.txt
        [ "$status" = 4 ] || [ "$status" = 5 ] || exit 1
        status="4 or 5"
    fi
    echo "$kind: $status: $(without_digests <err.txt |
        sed -E 's/(byte|after) [0-9]+/\1 N/; s/^(.*: )[0-9]+ (bytes unpack)/\1N \2/')"
    for how in --output --extract; do
        got=0
        dictum get sample --from bad.tar.zst $how out 2>/dev/null || got=$?
        [ "$got" = 4 ] || [ "$got" = 5 ] || echo "get $how: $got"
        [ -z "$(ls -A out)" ] || ls -lA out
        rm -rf out
    done
    [ -z "$(find .. -name escaped)" ]
    [ ! -e /tmp/escaped ]
done
