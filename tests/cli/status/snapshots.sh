# A snapshot that was edited, or that git has and the folder has not, is told.
. "$TESTS/cli/tiny.sh"
tiny_built
bridge=corpus/tiny/snapshots/$(snapshot "$BRIDGE").txt
ferry=corpus/tiny/snapshots/$(snapshot "$FERRY").txt
masked dictum status
sed -i '1s/^/ /' "$bridge"
rm "$ferry"
expect_status 1 masked dictum status
git checkout -q HEAD -- corpus
dictum status -q
echo 'what git tracks no more is not held, and no fault'
git rm -q "$ferry"
commit 'Track it no more'
masked dictum status
