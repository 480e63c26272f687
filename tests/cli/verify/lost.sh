# Of many snapshots that git has and the folder has not, the first twenty are
# named and all are counted.
. "$TESTS/cli/town.bash"
town_corpus
for i in {1..30}; do
    talk "Mill $i" "mill$i" >talk.txt
    add_source "mill-$i" talk.txt 'kind: transcript' 'speaker: ann-lee'
done
rm talk.txt
echo .dictum/ >.gitignore
dictum build -q town
new_repo
dictum verify -q town
rm -r $snapshots
expect_status 1 dictum verify town 2>err | grep problems
grep -c 'is missing, and git tracks it' err
tail -n 1 err
