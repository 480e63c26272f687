# A folder that may not be written to stays as it was.
. "$TESTS/cli/lib.sh"
git init -q .
mkdir corpus manifests
chmod 555 corpus
expect_status 3 limited dictum init town
find corpus manifests .gitignore 2>/dev/null | sort
chmod 755 corpus
