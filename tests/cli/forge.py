#!/usr/bin/env python3
"""Forge article talk of corpus town: other words, and all that says so redone.

    forge.py OLD NEW [KEEP]

OLD and NEW are as long as each other. Text, statement, hashes and seals then
agree; only the snapshot still says what was said. KEEP names one thing that
is left as it was: text, statement or statements (their hash in the record).
"""
import hashlib
import json
import sys

old, new = sys.argv[1:3]
keep = sys.argv[3] if len(sys.argv) > 3 else ""
TEXT = "corpus/town/articles/talk.txt"
SAID = "corpus/town/statements.jsonl"
RECORDS = "manifests/town/articles.jsonl"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def canonical(record):
    return json.dumps(record, sort_keys=True, ensure_ascii=False,
                      separators=(",", ":"))


def sealed(record):
    record.pop("seal", None)
    return canonical(dict(record, seal=sha256(canonical(record).encode())[:16]))


def rewrite(path, change):
    with open(path, encoding="utf-8", newline="\n") as file:
        records = [json.loads(line) for line in file]
    for record in records:
        change(record)
    lines = [sealed(record) for record in records]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
    return records, lines


with open(TEXT, encoding="utf-8", newline="\n") as file:
    text = file.read()
if keep != "text":
    text = text.replace(old, new)
    with open(TEXT, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def change_statement(record):
    if record["article"] == "talk" and keep != "statement":
        record["text"] = record["text"].replace(old, new)


records, lines = rewrite(SAID, change_statement)
theirs = "".join(line + "\n" for record, line in zip(records, lines)
                 if record["article"] == "talk")


def change_article(record):
    if record["id"] == "talk":
        record["text"]["sha256"] = sha256(text.encode())
        if keep != "statements":
            record["statements"]["sha256"] = sha256(theirs.encode())


rewrite(RECORDS, change_article)
