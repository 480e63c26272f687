#!/usr/bin/env python3
"""Lay out a small, valid corpus in the folder's git repository.

    corpus.py NAME [--articles N] [--statements M] [--bytes B] [--withheld K]

The manifests are written as the formats say, by none of the code that is
tested: canonical JSON with its seal, sorted by id. Article i says M times
that speaker one said sentence k. The last K articles are withheld.
"""
import argparse
import hashlib
import json
import os

parser = argparse.ArgumentParser()
parser.add_argument("name")
parser.add_argument("--articles", type=int, default=3)
parser.add_argument("--statements", type=int, default=2)
parser.add_argument("--bytes", type=int, default=0)
parser.add_argument("--withheld", type=int, default=0)
parser.add_argument("--first", type=int, default=0)
parser.add_argument("--redirect", action="append", default=[])
args = parser.parse_args()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False,
                      separators=(",", ":"))


def sealed(record):
    seal = sha256(canonical(record).encode())[:16]
    return canonical(dict(record, seal=seal))


corpus = f"corpus/{args.name}"
manifests = f"manifests/{args.name}"
os.makedirs(f"{corpus}/articles", exist_ok=True)
os.makedirs(f"{corpus}/snapshots", exist_ok=True)
os.makedirs(manifests, exist_ok=True)
for old in os.listdir(f"{corpus}/articles"):
    os.remove(f"{corpus}/articles/{old}")

lines = {kind: [] for kind in
         ("articles", "duplicates", "redirects", "snapshots", "statements")}
sources = ["sources:"]
for i in range(args.first, args.first + args.articles):
    name = f"article-{i:06d}"
    withheld = i >= args.first + args.articles - args.withheld
    sentences = [f"Sentence {k} of article {i} was said here."
                 for k in range(args.statements)]
    filler, k = "", 0
    while len(filler) + 60 * args.statements < args.bytes:
        word = sha256(f"{i} {k}".encode())
        filler += f"\n\nThe {word[:7]} met {word[8:13]} in {word[14:20]}."
        k += 1
    text = "\n\n".join(sentences) + filler + "\n"
    data = text.encode()
    snapshot = sha256(b"snapshot of " + data)
    said, at = [], 0
    for sentence in sentences:
        identity = sha256(f"{name} speaker-one {sentence}".encode())
        said.append({
            "article": name, "candidates": [],
            "commitment": sha256(sentence.encode()) if withheld else None,
            "confidence": 900, "cue": None, "event": None, "fidelity": None,
            "id": "s-" + identity[:16], "mode": "speech", "office": None,
            "rule": "speaker", "said_at": None,
            "said_at_from": None, "said_on": "2024-01-02",
            "said_on_from": None, "same_as": None,
            "spans": [[at, at + len(sentence)]], "speaker": "speaker-one",
            "speaker_name": "Speaker One",
            "text": None if withheld else sentence})
        at += len(sentence) + 2
    said = sorted((record["id"], sealed(record)) for record in said)
    lines["statements"] += said
    lines["articles"].append((name, sealed({
        "byline": [], "charset": "utf-8", "description": None,
        "duplicate_of": None, "event": None, "id": name, "kind": "transcript",
        "language": "en", "media_type": "text/plain", "profile": "text-1",
        "published": "2024-01-02", "publisher": None,
        "rights": {"licence": "CC0-1.0",
                   "text": "withheld" if withheld else "open"},
        "snapshot": snapshot, "speaker": "speaker-one",
        "statements": {"count": len(said), "sha256": sha256(
            "".join(line + "\n" for _, line in said).encode())},
        "syndicated_from": None,
        "text": {"bytes": len(data), "fold_sha256": sha256(data.lower()),
                 "headings": [], "paragraphs": text.count("\n\n") + 1,
                 "pull_quotes": [], "sha256": sha256(data)},
        "title": None, "tool": "dictum", "url": None})))
    lines["snapshots"].append((snapshot, sealed({
        "bytes": len(data), "file": None, "http": None, "id": snapshot,
        "media_type": "text/plain", "retrieved": None, "source": name,
        "url": None, "warc": None})))
    if not withheld:
        with open(f"{corpus}/articles/{name}.txt", "wb") as out:
            out.write(data)
    sources += [f"  - id: {name}", f"    snapshot: {snapshot}",
                "    rights: {licence: CC0-1.0, text: "
                + ("withheld}" if withheld else "open}")]
if args.redirect:
    sources.append("redirects:")
for gone in args.redirect:
    sources.append(f"  - {{id: {gone}, to: null, reason: removed}}")
    lines["redirects"].append((gone, sealed({
        "id": gone, "note": None, "reason": "removed", "release": None,
        "to": None})))

for kind, records in lines.items():
    folder = corpus if kind == "statements" else manifests
    with open(f"{folder}/{kind}.jsonl", "w", encoding="utf-8",
              newline="\n") as out:
        out.writelines(line + "\n" for _, line in sorted(records))
if not os.path.exists(f"{manifests}/releases.jsonl"):
    open(f"{manifests}/releases.jsonl", "w").close()
with open(f"{corpus}/sources.yaml", "w", encoding="utf-8") as out:
    out.write("\n".join(sources) + "\n")
with open(f"{corpus}/people.yaml", "w", encoding="utf-8") as out:
    out.write("people:\n  - id: speaker-one\n    name: Speaker One\n")
with open(f"{corpus}/corpus.yaml", "w", encoding="utf-8") as out:
    out.write(f"name: {args.name}\ntitle: A made-up corpus for tests\n"
              "licence: CC0-1.0\nlanguage: en\nprofile: text-1\n")
