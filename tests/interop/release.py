"""Check an unpacked release from the formats alone: python3 release.py FOLDER RELEASES TAR_SHA256 WITHHELD_FOLDER

Knows only what README.md says of the formats. Ends with status 1 at the first difference."""
import glob
import hashlib
import hmac
import json
import os
import re
import sys
import unicodedata

import jsonschema

folder, releases, tar_sha256, withheld = sys.argv[1:]
KINDS = ["articles", "duplicates", "redirects", "snapshots", "statements"]


def need(good, *what):
    if not good:
        sys.exit(" ".join(str(w) for w in what))


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def path_of(kind):
    return f"{folder}/data/" + ("statements.jsonl" if kind == "statements" else f"provenance/{kind}.jsonl")


def utf16(text):
    return text.encode("utf-16-be")


def canonical(value):
    """RFC 8785 for what has only integers."""
    if isinstance(value, dict):
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in sorted(value, key=utf16)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    need(not isinstance(value, float), "a number that is no integer:", value)
    return json.dumps(value, ensure_ascii=False)


def tree_hash(leaves):
    """RFC 9162, 2.1.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + tree_hash(leaves[:k]) + tree_hash(leaves[k:])).digest()


def fold(text):
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"(?<=[^\W_])['’](?=[^\W_])", "", text)
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split())


def check_lines(kind, text):
    schema = json.load(open(f"{folder}/data/schema/{kind}.json", encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    records, leaves = [], []
    need(text == b"" or text.endswith(b"\n"), kind, "does not end with a line feed")
    for line in text.split(b"\n")[:-1]:
        record = json.loads(line)
        validator.validate(record)
        need(canonical(record).encode() == line, kind, "not canonical:", line[:80])
        bare = {k: v for k, v in record.items() if k != "seal"}
        need(sha256(canonical(bare).encode())[:16] == record["seal"], kind, "seal of", line[:80])
        records.append(record)
        leaves.append(line)
    key = (lambda r: (r["a"], r["b"], r["relation"])) if kind == "duplicates" else lambda r: r.get("id", r.get("version"))
    need([key(r) for r in records] == sorted({key(r) for r in records}), kind, "not sorted")
    return records, leaves


records, leaves = {}, []
for kind in KINDS:
    records[kind], lines = check_lines(kind, open(path_of(kind), "rb").read())
    leaves += lines
info = dict(l.rstrip("\n").split(": ", 1) for l in open(f"{folder}/bag-info.txt", encoding="utf-8") if not l.startswith(" "))
root = tree_hash(leaves).hex()
need(info["Dictum-Root"] == root and int(info["Dictum-Tree-Size"]) == len(leaves), "the root is", root)
last = check_lines("releases", open(releases, "rb").read())[0][-1]
need(last["root"] == root and last["tree_size"] == len(leaves), "releases.jsonl has another root")
need(last["archive"]["tar_sha256"] == tar_sha256, "the tar has another digest")

keys = {}
for path in glob.glob(withheld + "/*"):
    data = open(path, "rb").read()
    keys[sha256(data)] = hmac.digest(b"dictum commitment key v1", data, "sha256")

articles = {a["id"]: a for a in records["articles"]}
texts = {}
for a in articles.values():
    path = f"{folder}/data/articles/{a['id']}.txt"
    if a["rights"]["text"] == "withheld":
        need(not os.path.exists(path), path, "is published")
        continue
    text = texts[a["id"]] = open(path, "rb").read()
    need(sha256(text) == a["text"]["sha256"] and len(text) == a["text"]["bytes"], path, "is another text")
    decoded = text.decode()
    need(unicodedata.is_normalized("NFC", decoded), path, "is not NFC")
    need(sha256(fold(decoded).encode()) == a["text"]["fold_sha256"], path, "has another fold")
    blocks = decoded[:-1].split("\n\n")
    need(len(blocks) == a["text"]["paragraphs"], path, "has", len(blocks), "paragraphs")
need(len(os.listdir(f"{folder}/data/articles")) == len(texts), "texts without a record")

statements = {}
seen, commitments = {}, 0
for s in sorted(records["statements"], key=lambda s: s["spans"][0]):
    statements.setdefault(s["article"], []).append(s)
    a, speaker = articles[s["article"]], s["speaker"] or s["speaker_name"] or ""
    if s["text"] is None:
        need(a["rights"]["text"] == "withheld" and s["commitment"], s["id"], "has no words")
        commitments += 1
        continue
    joined = b" ".join(texts[s["article"]][x:y] for x, y in s["spans"]).decode()
    need(joined == s["text"], s["id"], "has other words than its spans")
    base = "\0".join([s["article"], speaker, fold(s["text"])])
    seen[base] = seen.get(base, 0) + 1
    full = base if seen[base] == 1 else f"{base}\0{seen[base]}"
    need(s["id"] == "s-" + sha256(full.encode())[:16], s["id"], "has another id")
for a in articles.values():
    mine = sorted(statements.get(a["id"], []), key=lambda s: s["id"])
    lines = "".join(canonical(s) + "\n" for s in mine).encode()
    need(a["statements"] == {"count": len(mine), "sha256": sha256(lines)}, a["id"], "counts other statements")
need(commitments > 0 and keys, "the sample has no withheld statement")
print(f"{len(articles)} articles, {len(records['statements'])} statements, {commitments} of them withheld: all as the README says")
