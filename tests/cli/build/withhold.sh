# A source that becomes withheld leaves neither its text nor its words behind.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
words=$(sed -n 5p corpus/northmoor/articles/harbour-speech.txt | cut -c 1-60)
grep -rqF "$words" corpus/northmoor/statements.jsonl
awk '/id: harbour-speech$/ { on = 1 }
     on && /rights:/ { sub(/open/, "withheld"); on = 0 }
     { print }' corpus/northmoor/sources.yaml >new
mv new corpus/northmoor/sources.yaml
expect_status 1 dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
[ ! -e corpus/northmoor/articles/harbour-speech.txt ]
expect_status 1 grep -rlF "$words" corpus/northmoor/statements.jsonl manifests
# Its snapshot is still tracked, which verify tells.
expect_status 1 dictum verify -q northmoor
sha=$(sed -n '/id: harbour-speech$/,/rights:/s/.*snapshot: //p' \
    corpus/northmoor/sources.yaml)
mkdir -p .dictum/snapshots
mv "corpus/northmoor/snapshots/$sha"* .dictum/snapshots/
echo .dictum/ >>.gitignore
# Until a commit takes both out, the last one has them.
expect_status 1 dictum verify -q northmoor 2>err
[ "$(grep -c 'which is withheld, and is tracked' err)" = 2 ]
commit 'Withhold it'
dictum verify -q northmoor
