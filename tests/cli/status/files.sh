# Files that were edited, are gone, or that nothing explains; status changes
# nothing, and says the same in JSON.
. "$TESTS/cli/tiny.sh"
tiny_built
echo 'It never opened.' >>corpus/tiny/articles/bridge-closed.txt
rm corpus/tiny/articles/ferry-hourly.txt
touch corpus/tiny/articles/.gitkeep corpus/tiny/articles/notes.md
printf '%s' "$LETTER" >corpus/tiny/articles/letter-far-bank.txt
snapshot "$LETTER" >../tmp/letter
snapshot 'left over' >../tmp/over
unchanged . -- expect_status 1 masked dictum status
expect_status 1 masked dictum status --json -j 1
expect_status 1 dictum status --quiet
# No word of the withheld letter is told.
expect_status 1 grep -q 'far bank' ../tmp/masked ../tmp/masked.err
