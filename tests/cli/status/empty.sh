# An empty corpus is up to date and says so in numbers; without a corpus there
# is nothing to tell of.
git init -q .
status=0
dictum status || status=$?
echo "status $status"
dictum init --quiet one
dictum init --quiet two
dictum status
dictum status two --json
dictum status three || echo "status $?"
