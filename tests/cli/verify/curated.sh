# What the curator says now and the records do not is a fault, and nothing
# that pack would publish.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
commit "Build"
for change in 's/kind: transcript/kind: interview/' 's/licence: CC0-1.0/licence: CC-BY-4.0/' 's/speaker: amira-voss/speaker: hal-brandreth/'; do
    sed -i "$change" corpus/northmoor/sources.yaml
    expect_status 1 dictum verify -q northmoor 2>err
    sed 's/.*sources.yaml:[0-9]* //' err | head -n 1
    commit "Change without a build"
    expect_status 5 dictum pack -q northmoor 0.1.0 --output .. 2>/dev/null
    git revert -n HEAD
    commit "Back"
done
for change in 's/County Commissioner/County Chair/' 's/from: 2019-10-01/from: 2029-10-01/' '/memberships:/,/^$/d'; do
    sed -i "$change" corpus/northmoor/people.yaml
    expect_status 1 dictum verify -q northmoor 2>err
    sed 's/.*jsonl:[0-9]*: //' err
    git checkout -q corpus/northmoor/people.yaml
done
dictum verify -q northmoor
