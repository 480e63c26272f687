# A verdict that somebody edited is caught, though every seal and hash was made
# to fit: its form, its places, its words and what it passes over.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
git add -A
git commit -qm Build
dictum verify -q northmoor

forge() { # WHAT PYTHON: change the fidelity f of the quotation that lost a "not"
    echo "# $1"
    python3 - "$2" <<'END'
import hashlib, json, sys

def sealed(record):
    record.pop("seal")
    bare = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    record["seal"] = hashlib.sha256(bare.encode()).hexdigest()[:16]
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"

path, articles = "corpus/northmoor/statements.jsonl", "manifests/northmoor/articles.jsonl"
lines, of = open(path, encoding="utf-8").readlines(), None
for i, line in enumerate(lines):
    s = json.loads(line)
    f = s["fidelity"]
    if f and f["changed"] == ["negation"] and s["mode"] == "direct":
        exec(sys.argv[1])
        lines[i], of = sealed(s), s["article"]
open(path, "w", encoding="utf-8").writelines(lines)
digest = hashlib.sha256("".join(l for l in lines if json.loads(l)["article"] == of).encode()).hexdigest()
records = open(articles, encoding="utf-8").readlines()
for i, line in enumerate(records):
    a = json.loads(line)
    if a["id"] == of:
        a["statements"]["sha256"] = digest
        records[i] = sealed(a)
open(articles, "w", encoding="utf-8").writelines(records)
END
    expect_status 1 dictum verify -q northmoor 2>&1 | sed 's/jsonl:[0-9]*/jsonl:N/'
    git checkout -q corpus manifests
}
forge 'nothing changed, it says' 'f["verdict"] = "verbatim"'
forge 'another word error' 'f["word_error"] += 1'
forge 'longer than what was said' 'f["parts"][0]["source"][1] += 4'
forge 'beyond the text' 'f["parts"][2]["source"][1] = 99999'
forge 'a part that is none' 'f["parts"][1]["op"] = "insert"'
forge 'the changed word passed over' \
    'f.update(verdict="verbatim", word_error=0, changed=[], parts=[p for p in f["parts"] if p["op"] == "equal"])'
forge 'words of the quotation left out' 'f["parts"].pop()'
forge 'against nobody' 'f["against"] = None'
forge 'against no article' 'f["against"] = "no-such-speech"'
forge 'in what was not quoted' 's["mode"] = "indirect"'
forge 'against a letter that is not here, in part' \
    'f.update(against="ledger-letter", verdict="verbatim", word_error=0, changed=[], parts=[{"op": "equal", "quote": f["parts"][0]["quote"], "source": [0, 40]}])'
dictum verify -q northmoor
echo '# a verdict that only the letter could prove is counted'
rm -r .dictum
dictum verify --rebuild northmoor | grep judged
