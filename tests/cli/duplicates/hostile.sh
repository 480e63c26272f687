# Manifests that no build wrote: told, or shown as far as they go.
. "$TESTS/cli/lib.sh"
cp -r "$ROOT/corpus" "$ROOT/manifests" .
edges=manifests/northmoor/duplicates.jsonl
try() { # STATUS LINE
    printf '%s\n' "$2" >"$edges"
    expect_status "$1" dictum duplicates northmoor 2>&1 | tail -n 1
}
try 4 'not json'
try 4 '{"a":"infirmary-beds","b":"nobody","containment":960,"jaccard":768,"relation":"near","seal":"0"}'
try 4 '{"a":"infirmary-beds","b":"mole-breached","relation":"alike"}'
try 4 '{"a":1,"b":2,"relation":"near"}'
try 0 '{"a":"infirmary-beds","b":"infirmary-beds","jaccard":null,"relation":"near"}'
try 0 '{"a":"night-bus-echo","b":"mole-breached","jaccard":"x","relation":"decided"}'
echo '# copies of copies, in a ring'
python3 - <<'END'
import json
path = "manifests/northmoor/articles.jsonl"
ring = {"night-bus-agency": "night-bus-echo", "night-bus-echo": "night-bus-coastroad", "night-bus-coastroad": "night-bus-agency"}
lines = [json.loads(line) for line in open(path)]
with open(path, "w") as out:
    for r in lines:
        r["duplicate_of"] = ring.get(r["id"])
        if r["id"] == "night-bus-agency":
            r["title"] = "A \u202eturned \x1b[31mtitle"
            r["publisher"] = "P" * 5000
        print(json.dumps(r, separators=(",", ":"), sort_keys=True, ensure_ascii=False), file=out)
with open("manifests/northmoor/duplicates.jsonl", "w") as out:
    for a, b in ring.items():
        print(json.dumps({"a": a, "b": b, "relation": "near"}, separators=(",", ":")), file=out)
END
dictum duplicates northmoor | sed 's/P\{5000\}/P…/' | cat -v
dictum duplicates northmoor --json | wc -l
