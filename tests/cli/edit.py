#!/usr/bin/env python3
"""Change a record of a manifest and seal it again, as a forger would.

    edit.py FILE KEY=VALUE STATEMENT...

The record is the one whose member KEY is VALUE; each Python statement works
on it as `r`. The line is written as canonical JSON with its right seal; its
place in the file stays.
"""
import hashlib
import json
import sys

path, (key, value), statements = sys.argv[1], sys.argv[2].split("=", 1), \
    sys.argv[3:]


def canonical(record):
    return json.dumps(record, sort_keys=True, ensure_ascii=False,
                      separators=(",", ":"))


out = []
found = False
for line in open(path, encoding="utf-8", newline="\n"):
    r = json.loads(line)
    if r[key] == value:
        found = True
        del r["seal"]
        for statement in statements:
            exec(statement)
        r["seal"] = hashlib.sha256(canonical(r).encode()).hexdigest()[:16]
        line = canonical(r) + "\n"
    out.append(line)
if not found:
    sys.exit(f"{path}: no record with {key} {value}")
with open(path, "w", encoding="utf-8", newline="\n") as file:
    file.writelines(out)
