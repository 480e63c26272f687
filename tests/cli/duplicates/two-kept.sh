# Of two near copies that a curator keeps, neither is the other's copy: each
# has a cluster of its own. Two with the same words cannot both be kept.
. "$TESTS/cli/lib.sh"
cp -r "$ROOT/corpus" "$ROOT/manifests" .
git init -q .
dictum build -q northmoor --from "$ROOT/tests/fixtures/northmoor/withheld"
keep() { dictum duplicates northmoor --quiet --decide "$1" --canonical; }
keep night-bus-coastroad
dictum build -q northmoor
dictum duplicates northmoor | sed -n 1,6p
echo '# both'
keep night-bus-agency
dictum build -q northmoor
dictum duplicates northmoor | sed -n 1,6p
dictum duplicates northmoor | tail -n 1
grep -c '"b":"night-bus-coastroad"' manifests/northmoor/duplicates.jsonl
echo '# a third, with the same words as one of them'
keep night-bus-echo
expect_status 4 dictum build -q northmoor 2>&1
