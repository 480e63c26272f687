# Where TMPDIR is no folder, or none that can be written, the message says so.
asked() {
    status=0
    echo '{"id":"a","text":"One two three."}' |
        TMPDIR=$1 dictum dedup - 2>err || status=$?
    sed 's/dictum-......:/dictum-NAME:/' err
    echo "$status"
}
asked /nowhere
touch file
asked "$PWD/file"
asked ''
