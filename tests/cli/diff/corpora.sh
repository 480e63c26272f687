# Every corpus that either side has; one by its name.
git init -q .
git commit -q --allow-empty -m 'Nothing'
dictum init --quiet one
git add -A
git commit -q -m 'One'
dictum init --quiet two
echo 'people: [{id: ida-marsh, name: Ida Marsh}]' >corpus/two/people.yaml
status=0
dictum diff HEAD || status=$?
echo "status $status"
dictum diff HEAD~1 HEAD
dictum diff HEAD --corpus one
for words in 'nope' 'HEAD~1 nope' 'a..b' 'HEAD...HEAD' 'x.tar.zst'; do
    # shellcheck disable=SC2086 # words
    dictum diff $words 2>&1 || echo "status $?"
done
git checkout -q --orphan bare
git rm -qrf --cached .
rm -rf corpus manifests
dictum diff main~1 || echo "status $?"
