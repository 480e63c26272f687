# A revision is checked as git has it, whatever lies in the folder.
. "$TESTS/cli/town.bash"
built_corpus
echo .dictum/ >.gitignore
new_repo
sed -i 's/river/rover/' $articles/walk.txt $articles/talk.txt
commit 'Break it'
git rm -q --cached $articles/walk.txt
git commit -q -m 'Lose one'

for revision in HEAD HEAD~1 HEAD~2 main; do
    echo "$revision:" >&2
    status=0
    dictum verify --quiet --at "$revision" town || status=$?
    echo "$revision: $status"
done
echo 'a folder that is fine, and one that is gone:' >&2
git checkout -q HEAD~2 -- .
expect_status 1 dictum verify --quiet --at HEAD town
dictum verify --quiet town
rm -r corpus manifests
dictum verify --quiet --at HEAD~2 town
dictum verify --quiet --at HEAD~2
expect_status 2 dictum verify --at nowhere town
expect_status 2 dictum verify --at HEAD~9 town
expect_status 2 dictum verify --at HEAD village
expect_status 2 dictum verify --at HEAD --rebuild town
[ ! -e corpus ]
