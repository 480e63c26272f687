# A limit of file sizes is an error like a full disk, and leaves no part.
seq 1000 | sed 's/.*/{"id":"n&","text":"line & of a list that is long"}/' >lines
status=0
(
    ulimit -f 1
    dictum dedup --sign lines --output keys
) || status=$?
[ "$status" = 3 ]
ls
