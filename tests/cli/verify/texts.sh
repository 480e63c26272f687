# Texts and snapshots against their records, and what stands beside them.
. "$TESTS/cli/town.bash"
built_corpus

damaged 'one byte of a text' sed -i 's/river/rover/' $articles/talk.txt
damaged 'a text cut' truncate -s 100 $articles/talk.txt
damaged 'a text without its last line end' truncate -s -1 $articles/talk.txt
damaged 'an empty text' truncate -s 0 $articles/talk.txt
damaged 'a missing text' rm $articles/walk.txt
damaged 'a source without a record before others' add_entry past
damaged 'all texts missing' rm -r $articles
damaged 'a text of nobody' cp $articles/talk.txt $articles/rain.txt
damaged 'another file' touch $articles/notes.md
damaged 'a hidden file' touch $articles/.talk.txt.swp
damaged 'a folder' mkdir $articles/deeper
damaged 'a link' ln -sf walk.txt $articles/talk.txt
damaged 'a link to a folder' ln -sfn . $articles/talk.txt
damaged 'one byte of a snapshot' sed -i 's/river/rover/' $snapshots/4271151b*
damaged 'a snapshot without a name' touch $snapshots/page.html
damaged 'a snapshot under another name' cp $snapshots/4271151b* \
    "$snapshots/$(printf '%064d' 7).txt"
damaged 'a link to a snapshot' ln -sf walk.txt $snapshots/4271151b*
damaged 'a file in corpus/town' touch corpus/town/notes.txt
damaged 'a folder in corpus/town' mkdir corpus/town/drafts
damaged 'a file in manifests/town' touch manifests/town/articles.jsonl.orig

echo 'the same faults, in the same order, by any number of threads'
cp -r corpus "$TMPDIR/good"
for file in $snapshots/*; do
    echo >>"$file"
done
touch $snapshots/page.html $articles/notes.md
dictum verify -q -j1 town >"$TMPDIR/one" 2>&1 || true
wc -l <"$TMPDIR/one"
for jobs in 2 3 8; do
    dictum verify -q -j$jobs town 2>&1 | cmp - "$TMPDIR/one"
done
rm -r corpus
mv "$TMPDIR/good" corpus
echo 'a snapshot that is not here is counted, not a fault'
rm $snapshots/4271151b*
dictum verify town | sed -n 2p
echo "a snapshot that a source had before is no fault"
echo before >"$TMPDIR/before"
cp "$TMPDIR/before" "$snapshots/$(sha256sum <"$TMPDIR/before" | cut -c 1-64).txt"
expect_status 0 dictum verify -q town
echo 'a snapshot that git tracks is a fault when it is gone'
rm -r corpus manifests
built_corpus
echo .dictum/ >.gitignore
new_repo
rm $snapshots/[0-9a-f]*.txt
expect_status 1 dictum verify town
git checkout -q HEAD -- $snapshots
lost=$(echo $snapshots/4271151b*)
rm "$lost"
expect_status 1 dictum verify -q --rebuild town
expect_status 0 dictum verify -q --at HEAD town
git rm -q --cached "$lost"
git commit -qm 'Track it no more'
expect_status 1 dictum verify -q town
echo "/$lost" >>.gitignore
dictum verify -q town
