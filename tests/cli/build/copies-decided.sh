# What a curator decides about copies wins over what was measured, survives a
# rebuild, and is told as stale when it points at nothing or at another text.
. "$TESTS/cli/lib.sh"
cp -r "$ROOT/corpus" "$ROOT/manifests" .
git init -q .
withheld=$ROOT/tests/fixtures/northmoor/withheld
edges() { cut -d , -f 1,2,4,5 manifests/northmoor/duplicates.jsonl; }
copies() {
    python3 -c '
import json
for line in open("manifests/northmoor/articles.jsonl"):
    r = json.loads(line)
    if r["duplicate_of"]:
        print(r["id"], "copies", r["duplicate_of"])'
}
fold() {
    python3 -c '
import json, sys
for line in open("manifests/northmoor/articles.jsonl"):
    r = json.loads(line)
    if r["id"] == sys.argv[1]:
        print(r["text"]["fold_sha256"][:16])' "$1"
}
dictum build -q northmoor --from "$withheld"
cp -r manifests undecided
cat >corpus/northmoor/decisions.yaml <<END
copies:
  - article: night-bus-release-web
    not_copy_of: night-bus-release
    judged: [$(fold night-bus-release-web), $(fold night-bus-release)]
    note: kept as two on purpose
  - {article: night-bus-echo, canonical: true}
  - {article: night-bus-coastroad, copy_of: night-bus-agency}
  - {article: infirmary-beds, not_copy_of: infirmary-beds-first}
END
echo '# decided'
expect_status 1 dictum status northmoor | grep copies
dictum build northmoor 2>&1
dictum status northmoor | expect_status 1 grep copies
echo '# a comment' >>corpus/northmoor/decisions.yaml
dictum status northmoor | expect_status 1 grep copies
edges
copies
cp -r manifests decided
dictum verify --quiet northmoor
echo '# built again from nothing'
rm -r .dictum
dictum build -q northmoor --from "$withheld"
cmp manifests/northmoor/duplicates.jsonl decided/northmoor/duplicates.jsonl
cmp manifests/northmoor/articles.jsonl decided/northmoor/articles.jsonl
rm -r .dictum
dictum build -q northmoor
cmp manifests/northmoor/duplicates.jsonl decided/northmoor/duplicates.jsonl
echo '# stale'
cat >corpus/northmoor/decisions.yaml <<END
copies:
  - article: night-bus-release-web
    not_copy_of: night-bus-release
    judged: [$(fold night-bus-release-web), 0123456789abcdef]
  - article: night-bus-echo
    copy_of: night-train
    judged: [0123456789abcdef, 0123456789abcdef]
END
dictum build northmoor 2>&1
dictum status northmoor | grep decision
dictum build northmoor 2>&1
edges
copies
echo '# nothing decided'
rm corpus/northmoor/decisions.yaml
dictum build -q northmoor
cmp manifests/northmoor/duplicates.jsonl undecided/northmoor/duplicates.jsonl
cmp manifests/northmoor/articles.jsonl undecided/northmoor/articles.jsonl
echo '# two are kept'
cat >corpus/northmoor/decisions.yaml <<END
copies:
  - {article: night-bus-agency, canonical: true}
  - {article: night-bus-release, canonical: true}
  - {article: night-bus-echo, canonical: true}
END
expect_status 4 dictum build northmoor 2>&1
echo '# no decisions'
echo 'copies: {a: b}' >corpus/northmoor/decisions.yaml
expect_status 4 dictum build northmoor 2>&1
echo 'copies: [{article: a, copy_of: b}, {article: b, copy_of: a}]' >corpus/northmoor/decisions.yaml
expect_status 4 dictum build northmoor 2>&1
