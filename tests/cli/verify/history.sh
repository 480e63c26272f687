# A release stays what it was: its commit is checked without a checkout, and a
# record of it that was changed and sealed again is found.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
commit "Build"
dictum pack -q northmoor 0.1.0 --output ..
commit "Release"
expect_status 0 dictum verify -q northmoor --history
python3 - <<'END'
import hashlib, json
path = "manifests/northmoor/releases.jsonl"
r = json.loads(open(path).read())
del r["seal"]
r["tree_size"] += 1
text = lambda: json.dumps(r, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
r["seal"] = hashlib.sha256(text().encode()).hexdigest()[:16]
open(path, "w").write(text() + "\n")
END
expect_status 0 dictum verify -q northmoor --at HEAD~1
expect_status 1 dictum verify -q northmoor 2>err
grep -c 'releases.jsonl says' err
expect_status 1 dictum verify -q northmoor --history 2>err
grep -c 'releases.jsonl says' err
git checkout -q manifests
# An edge that was taken out whole, where nothing that it is made from changed.
sed -i '/"relation":"near"/d' manifests/northmoor/duplicates.jsonl
expect_status 1 dictum verify -q northmoor 2>err
grep -c 'releases.jsonl says' err
commit "An edge less"
expect_status 1 dictum verify -q northmoor 2>err
grep -c 'releases.jsonl says' err
git reset -q --hard HEAD~1
# A statement that was released and is gone is missed, until it is redirected.
awk '/id: night-bus-post$/ { skip = 1; next } /^  - id:/ { skip = 0 } !skip' \
    corpus/northmoor/sources.yaml >new
mv new corpus/northmoor/sources.yaml
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
expect_status 1 dictum verify -q northmoor 2>err
grep -c 'night-bus-post is gone' err
expect_status 1 dictum verify -q northmoor --history 2>err
grep -c 'night-bus-post is gone' err
# Where git does not have that commit, nobody can tell: that is no "verified".
commit "Take the post away"
git clone -q --depth 1 "file://$PWD" shallow
expect_status 1 dictum -C shallow verify northmoor 2>&1 | sed 's/[0-9a-f]\{12\}/COMMIT/; s/root .* over [0-9]*/root ROOT over N/; s/[0-9]* statements/N statements/'
expect_status 1 dictum -C shallow verify northmoor --json 2>/dev/null |
    python3 -c 'import json, sys; r = json.load(sys.stdin); print(r["problems"], len(r["faults"]))'
# With the history, too, a commit that is not there is one fault.
expect_status 1 dictum -C shallow verify -q northmoor --history 2>&1 | sed 's/[0-9a-f]\{12\}/COMMIT/'
git -C shallow fetch -q --unshallow
expect_status 1 dictum -C shallow verify -q northmoor 2>&1 | grep -c 'night-bus-post is gone'
# Of a corpus that was never released nothing is asked.
git clone -q . never
git -C never reset -q --hard HEAD~2
git clone -q --depth 1 "file://$PWD/never" never-shallow
dictum -C never-shallow verify -q northmoor
dictum -C never-shallow verify -q northmoor --history
rm -rf never never-shallow

# A redirect is of what was there once: released or not, in any commit.
cat >>corpus/northmoor/sources.yaml <<'YAML'
  - {id: night-bus-post, to: null, reason: removed}
  - {id: night-bus-pots, to: null, reason: removed}
  - {id: s-0000000000000000, to: infirmary-beds, reason: merged}
YAML
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
expect_status 1 dictum verify -q northmoor --history 2>err
grep 'no commit ever' err

# What a revision says is held against the releases that it records, too.
git reset -q --hard
rm -r shallow
dictum verify -q northmoor --at HEAD~1
dictum verify -q northmoor --at HEAD~1 --history
expect_status 1 dictum verify -q northmoor --at HEAD 2>err
grep -c 'night-bus-post is gone' err
expect_status 1 dictum verify -q northmoor --at HEAD --history 2>err
grep -c 'night-bus-post is gone' err
cat >>corpus/northmoor/sources.yaml <<'YAML'
  - {id: night-bus-pots, to: null, reason: removed}
YAML
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
commit "Redirect what never was"
git reset -q --hard HEAD~1
expect_status 1 dictum verify -q northmoor --at "HEAD@{1}" --history 2>err
grep -o 'night-bus-pots is redirected.*' err
