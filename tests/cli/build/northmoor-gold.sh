# What a careful person read out of the sample corpus before there was a
# program (tests/fixtures/northmoor/gold.jsonl) is what the program finds.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
# The tracked records are what this version makes of the sources.
git status --porcelain corpus manifests
python3 "$TESTS/fixtures/northmoor/compare.py" "$TESTS/fixtures/northmoor/gold.jsonl"
