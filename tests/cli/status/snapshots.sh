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
echo '# git has it no more, and has others: its record still names it'
git rm -q "$ferry"
commit 'Lose it'
expect_status 1 masked dictum status
expect_status 1 masked dictum verify 2>&1
echo '# what git is to ignore, it need not have'
echo "/$ferry" >>.gitignore
expect_status 0 dictum status -q
expect_status 0 dictum verify -q
git checkout -q .gitignore
echo '# nor what is kept elsewhere, once a record says so'
mkdir -p .dictum/snapshots
git show "HEAD~1:$ferry" >".dictum/snapshots/${ferry##*/}"
dictum build 2>&1
git diff --stat
masked dictum status
dictum verify -q
rm .dictum/snapshots/*
expect_status 0 dictum status -q
dictum verify -q
echo '# nor where it has none of the corpus'
git checkout -q HEAD~1 .
git rm -qf "$ferry" "$bridge"
commit 'Track none'
expect_status 0 dictum status -q
dictum verify -q
