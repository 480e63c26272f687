# Near copies become edges; they stand while nothing changes, are found anew
# when a text does, and stay when the withheld text that they need is not held:
# then no line may be damaged or cut short, as it might be one that cannot be
# found again.
cp -r "$ROOT/corpus" "$ROOT/manifests" .
git init -q .
edges=manifests/northmoor/duplicates.jsonl
withheld=$ROOT/tests/fixtures/northmoor/withheld
cp "$edges" expected
dictum build -q northmoor --from "$withheld"
cmp "$edges" expected
echo >>"$edges"
dictum build -q northmoor || echo "? $?"
dictum build -q northmoor --from "$withheld"
cmp "$edges" expected
truncate -s -20 "$edges"
dictum build -q northmoor || echo "? $?"
dictum build -q northmoor --from "$withheld"
cmp "$edges" expected
: >"$edges"
dictum build -q northmoor
cmp "$edges" expected
rm -r .dictum
dictum build -q northmoor
cmp "$edges" expected
cut -d , -f 1,2,5 "$edges"
