# While one process adds, another is refused, and leaves its stage alone.
. "$TESTS/cli/add.bash"
new_corpus
mkfifo pipe
dictum add pipe --id piped >first 2>&1 &
exec 3>pipe
status=0
dictum add page.html || status=$?
cat page.html >&3
exec 3>&-
wait $!
[ "$status" = 3 ]
grep -c 'id: piped' corpus/town/sources.yaml
