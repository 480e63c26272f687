# A text that is withheld now was open when its older snapshots were tracked:
# each of them is told, until none lies in git. Older snapshots of open texts
# may stay.
. "$TESTS/cli/town.bash"
built_corpus
printf '.dictum/\n' >.gitignore
git init -q .
commit "Build"
for word in oaks brooks; do
    talk Rivers "$word" >../tmp/talk.txt
    dictum add -q ../tmp/talk.txt --corpus town --id talk
    talk Bridges "$word" >../tmp/walk.txt
    dictum add -q ../tmp/walk.txt --corpus town --id walk
    dictum build -q town 2>/dev/null
    commit "Say $word"
done
dictum verify -q town
sed -i '/id: talk/,/rights/s/text: open/text: withheld/' corpus/town/sources.yaml
expect_status 1 dictum build -q town
expect_status 1 dictum verify -q town 2>&1 | grep -c 'older text'
mkdir -p .dictum/snapshots
now=$(sed -n '/id: talk/,/rights/s/.*snapshot: //p' corpus/town/sources.yaml)
mv "$snapshots/$now"* .dictum/snapshots/
dictum build -q town
commit "Withhold the talk"
expect_status 1 dictum verify -q town 2>told
sed 's/[0-9a-f]\{64\}/SHA256/' told
expect_status 1 dictum verify --json town 2>/dev/null | grep -o '"problems":[0-9]*'
expect_status 1 dictum verify -q --at HEAD town 2>/dev/null
git clone -q --depth 1 "file://$PWD" ../tmp/shallow
expect_status 1 dictum -C ../tmp/shallow verify -q town
# The advice is followed; the last commit has them until the next one.
sed -n 's|^\(corpus[^:]*\): holds an older text.*|\1|p' told | while read -r file; do
    mv "$file" .dictum/snapshots/
done
rm told
expect_status 1 dictum verify -q town 2>&1 | sed 's/[0-9a-f]\{64\}/SHA256/'
commit "Take the older ones out"
dictum verify -q town
dictum verify -q --at HEAD town
expect_status 1 git grep -q 'a talk about Rivers'
