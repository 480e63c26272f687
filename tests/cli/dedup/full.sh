# A disk that fills while keys or texts are written: one clear line, and what
# was there before stays.
python3 "$TESTS/cli/dedup/texts.py" 2400 >lines
echo before >keys
trap '' XFSZ
fails() {
    status=0
    (
        ulimit -f 256
        dictum dedup "$@"
    ) || status=$?
    [ "$status" = 3 ]
}
fails --memory 1 lines
fails --memory 1 - <lines
fails --sign lines --output keys
fails --work work lines
cat keys
ls
dictum dedup --work work lines | wc -l
