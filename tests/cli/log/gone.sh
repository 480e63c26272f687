# A record that is gone has a history; one that never was has none.
. "$TESTS/cli/tiny.sh"
tiny_built
sed -i '/id: ferry-hourly/,/rights/d' corpus/tiny/sources.yaml
dictum build --quiet tiny
commit 'Take the ferry out'
masked dictum log ferry-hourly
expect_status 2 dictum log ferry-hourli 2>&1
expect_status 2 dictum log brigde-closed 2>&1
expect_status 2 dictum log bridge-closed --kind person 2>&1
