#!/usr/bin/env python3
"""Count sequences of words of private texts that stand in other files.

    words.py N [--names ARTICLES] TEXT... -- FILE_OR_FOLDER...

A sequence is N words of one line of a TEXT, by letters and digits alone and
whatever their case. Lines that begin a text (its title) and those that begin
with "Posted" are left out, and so are the titles and events' names that the
records in ARTICLES give: names and dates may be told. Prints the counts, never
a word; ends with 1 when a sequence was found.
"""
import json
import os
import re
import sys

n = int(sys.argv[1])
rest = sys.argv[2:]
names = []
if rest[0] == "--names":
    for record in map(json.loads, open(rest[1], encoding="utf-8")):
        names += [record["title"], (record["event"] or {}).get("name")]
    names = [name for name in names if name]
    rest = rest[2:]
texts, places = rest[:rest.index("--")], rest[rest.index("--") + 1:]


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


def sequences(line):
    line = words(line)
    return {tuple(line[i:i + n]) for i in range(len(line) - n + 1)}


def without_names(line):
    line = " ".join(words(line))
    for name in names:
        line = line.replace(" ".join(words(name)), "\n")
    return line.split("\n")


private = set()
for path in texts:
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = [line for line in file if line.strip()]
    for line in lines[1:]:
        if not line.startswith("Posted"):
            for part in without_names(line):
                private |= sequences(part)

files = []
for place in places:
    if os.path.isdir(place):
        files += [os.path.join(folder, name)
                  for folder, _, names in os.walk(place) for name in names]
    else:
        files.append(place)
found = 0
for path in files:
    text = open(path, encoding="utf-8", errors="replace").read()
    text = re.sub(r"\\u[0-9a-f]{4}|\\n", " ", text)
    here = len(sequences(text) & private)
    if here:
        print(f"{path}: {here} sequences of {n} words", file=sys.stderr)
    found += here
if not private or not files:
    sys.exit("nothing to compare")
print("nothing of it was found" if not found else "FOUND")
sys.exit(found > 0)
