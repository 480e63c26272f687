# Between two revisions, or a revision and the work tree; a silent edit is
# called one.
. "$TESTS/cli/tiny.sh"
tiny_built
echo '# nothing'
dictum diff HEAD
dictum diff HEAD..HEAD --json
echo '# an edit, a new entry, one that goes, another person'
{
    echo 'sources:'
    bridge_entry "$(snapshot 'The bridge is open.
')"
    source_entry quay "$(snapshot 'The quay is wet.
')" 'kind: post'
    letter_entry
} >corpus/tiny/sources.yaml
sed -i 's/Mrs Marsh/Miss Marsh/' corpus/tiny/people.yaml
dictum build --quiet tiny --from ../tmp/private
status=0
masked dictum diff HEAD >../tmp/first || status=$?
echo "status $status"
cat ../tmp/first
commit 'Change much'
masked dictum diff HEAD~1..HEAD | cmp - ../tmp/first
masked dictum diff HEAD~1.. | cmp - ../tmp/first
expect_status 1 masked dictum diff HEAD~1 HEAD --json
echo '# the other way round'
expect_status 1 dictum diff HEAD HEAD~1 | tail -n 3
