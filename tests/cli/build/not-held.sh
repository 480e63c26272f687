# A source without a snapshot, and one whose snapshot is nowhere, are named;
# all others are built. Where nothing at all is held, nothing changes.
. "$TESTS/cli/town.bash"
town_corpus
add_entry later
add_entry lost "snapshot: $(printf 'lost' | sha256sum | cut -c 1-64)"
RIGHTS=withheld add_entry kept "snapshot: $(printf 'kept' | sha256sum |
    cut -c 1-64)"
expect_status 1 dictum build town
ls $articles
echo 'a snapshot that went away: its record is kept' | tee -a /dev/stderr
rm $snapshots/3b28b055*
expect_status 1 dictum build town
ls $articles
rm -r $snapshots corpus/town/articles manifests
unchanged corpus -- expect_status 1 dictum build town
echo 'verify says to fetch, and quiet leaves out no error' | tee -a /dev/stderr
rm -r .dictum corpus
town_corpus
dictum build -q town
add_entry later
expect_status 1 dictum verify -q town
expect_status 1 dictum build -q town
