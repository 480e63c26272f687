# The commits that changed a record, newest first, with what they changed; what
# is not committed comes first.
. "$TESTS/cli/tiny.sh"
tiny_built
sed -i 's/Leam Courier/Leam Gazette/' corpus/tiny/sources.yaml
dictum build --quiet tiny
commit 'Name the paper as it is called now'
tiny_sources "$(snapshot 'The bridge is open.
')"
commit 'Something else'
dictum build --quiet tiny
masked dictum log bridge-closed
echo '# the entry in sources.yaml'
masked dictum log bridge-closed --kind source
echo '# a person'
masked dictum log ida-marsh
echo '# JSON'
commit 'Build again'
masked dictum log bridge-closed --json
