# What pack --json says is what the archive and its record are.
. "$TESTS/cli/release.bash"
new_corpus --articles 10 --withheld 1
dictum pack sample 1.0.0 -o a --json >told
python3 - <<'PY'
import hashlib, json
told = json.load(open("told"))
line = json.loads(open("manifests/sample/releases.jsonl").readline())
archive = open(told["file"], "rb").read()
assert told["file"] == "a/sample-1.0.0.tar.zst", told
assert told["sha256"] == hashlib.sha256(archive).hexdigest()
assert told["bytes"] == len(archive)
assert told["tar_sha256"] == line["archive"]["tar_sha256"]
for name in "commit", "root", "tree_size", "version":
    assert told[name] == line[name], (name, told, line)
print(told["corpus"], told["version"], told["articles"], told["texts"],
      told["statements"])
PY
