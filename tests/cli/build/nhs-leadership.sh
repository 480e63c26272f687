# The five real articles give the records that git tracks, and these say what
# a careful reader would. Facts, offsets and hashes only: the articles are
# under copyright, and no words of theirs stand here.
. "$TESTS/cli/lib.sh"
need_sources
mkdir corpus manifests
cp -R "$ROOT/corpus/nhs-leadership" corpus/
cp -R "$ROOT/manifests/nhs-leadership" manifests/
tracked=$(tree_digest corpus manifests)
# The names of the files do not count.
mkdir held
for file in "$DICTUM_SOURCES"/*; do
    cp "$file" "held/$(basename "$file" | cut -c 5-9)"
done
dictum build -q nhs-leadership --from held
[ "$tracked" = "$(tree_digest corpus manifests)" ] || {
    echo "the tracked records are not what this version makes of the articles" >&2
    exit 1
}
dictum verify -q nhs-leadership --rebuild --from held
python3 - "$DICTUM_SOURCES" <<'END'
import collections, json, subprocess, sys, glob

articles = {a["id"]: a for a in map(json.loads, open("manifests/nhs-leadership/articles.jsonl"))}
statements = collections.defaultdict(list)
for s in map(json.loads, open("corpus/nhs-leadership/statements.jsonl")):
    statements[s["article"]].append(s)

def need(good, what):
    if not good:
        sys.exit(what)

for a in articles.values():
    need(a["rights"]["text"] == "withheld" and a["description"] is None, a["id"] + ": words are published")
    for s in statements[a["id"]]:
        need(s["text"] is None and len(s["commitment"]) == 64, s["id"] + ": no commitment")

def every_paragraph(id, mode, speaker, notes=0):
    a, mine = articles[id], statements[id]
    need({(s["mode"], s["speaker"]) for s in mine} == {(mode, speaker)}, id + ": mode or speaker")
    no_statement = len(a["text"]["headings"]) + len(a["text"]["pull_quotes"])
    need(len(mine) == a["text"]["paragraphs"] - no_statement - notes, id + ": not every paragraph")

def one(spans, mode="direct"):
    "The statement of these words; of mode mixed: the clause that they stand in."
    def holds(s):
        return all(any(a <= start and end <= b for a, b in s["spans"]) for start, end in spans)
    found = [s for s in statements[current] if s["mode"] == mode and (mode == "mixed" and holds(s) or s["spans"] == spans)]
    need(len(found) == 1, f"{current}: {len(found)} statements at {spans}")
    return found[0]

a = articles["developing-local-leadership"]
need((a["kind"], a["published"], a["speaker"]) == ("transcript", "2017-10-03", "jim-mackey"), "000: facts")
every_paragraph("developing-local-leadership", "speech", "jim-mackey")
a = articles["removing-barriers"]
need((a["kind"], a["published"], a["speaker"]) == ("transcript", "2016-03-01", "jim-mackey"), "001: facts")
need(a["event"]["name"] == "Moving towards place-based systems of care" and a["event"]["date"] == "2016-03-01", "001: event")
every_paragraph("removing-barriers", "speech", "jim-mackey")
a = articles["join-the-team"]
need((a["kind"], a["published"], a["byline"], a["speaker"]) == ("opinion", None, ["Rob Webster"], "rob-webster"), "002: facts")
need(len(a["text"]["headings"]) == 3 and len(a["text"]["pull_quotes"]) == 4, "002: headings and pull quotes")
every_paragraph("join-the-team", "authored", "rob-webster", notes=1) # the line about the author
a = articles["tricky-issues"]
need(a["kind"] == "report" and a["text"]["paragraphs"] == 19, "003: the opening is printed once, the tips are a list")
a = articles["who-controls-neighbourhoods"]
need((a["syndicated_from"], a["published"]) == ("Pulse PCN", None), "004: facts")

offices = collections.defaultdict(set)
for id in statements:
    for s in statements[id]:
        if s["speaker"] == "jim-mackey":
            offices[id].add(s["office"])
need(len(set(map(frozenset, (offices["removing-barriers"], offices["developing-local-leadership"],
     offices["who-controls-neighbourhoods"])))) == 3, f"offices: {dict(offices)}")

# 003: the straight quote that closes with a curly one, both parts of one sentence
current = "tricky-issues"
for spans, mode, verb in (([[484, 790], [795, 904]], "direct", "said"), ([[929, 1050]], "direct", "stating"),
                          ([[1274, 1302]], "mixed", "branded"), ([[1656, 1823], [1837, 1913]], "mixed", "said")):
    s = one(spans, mode)
    need((s["mode"], s["speaker"], s["cue"]["verb"]) == (mode, "jim-mackey", verb), f"003 {spans}: {s}")
need(one([[2349, 2396]], "mixed")["speaker"] is None, "003: two men look at the list, neither is quoted")

# 003 reports the speech that 001 transcribes: the words that both have, those
# that were changed, and two passages joined the other way round.
def held(spans, verdict, ops, changed=[], mode="mixed"):
    f = one(spans, mode)["fidelity"]
    got = f["verdict"], " ".join(p["op"] for p in f["parts"]), f["changed"]
    need(got == (verdict, ops, changed), f"003 {spans}: {got}")
    need(f["searched"] == (2 if verdict == "not-found" else None) and f["against"] == (None if verdict == "not-found" else "removing-barriers"), f"003 {spans}: {f}")
    return f

f = held([[1399, 1469]], "verbatim", "equal")
need((f["parts"][0]["quote"], f["parts"][0]["source"]) == ([1399, 1469], [5164, 5234]), "003: where it stands")
f = held([[1656, 1823], [1837, 1913]], "stitched", "equal equal delete equal gap equal")
need([p["source"] for p in f["parts"]] == [[7413, 7509], [4787, 4798], [4799, 4803], [4804, 4857], [4858, 16875], [16877, 16952]], f"003: {f}")
need(f["word_error"] == 24, "003: one word of 41 left out")
f = held([[1093, 1135]], "altered", "equal replace equal")
need(f["parts"][1] == {"op": "replace", "quote": [1112, 1114], "source": [13826, 13829]}, f"003: {f}")
held([[2040, 2080]], "altered", "replace equal insert", ["subject"])
held([[1274, 1302]], "not-found", "")
held([[929, 1050]], "not-found", "", mode="direct")
need(all(s["fidelity"] is None for s in statements["removing-barriers"]), "a transcript is not held against itself")

current = "who-controls-neighbourhoods"
for s in statements[current]:
    need(s["mode"] == "indirect" or (s["speaker"], s["said_on"]) == ("jim-mackey", "XXXX-06-11"), "004: speaker and day")
for spans, mode in (([[305, 322], [359, 371]], "mixed"), ([[434, 541]], "mixed"), ([[550, 621], [637, 706]], "direct"),
                    ([[1339, 1553], [1558, 1753]], "direct"), ([[1804, 1837]], "mixed")):
    one(spans, mode)

def normalised(prefix, *more):
    return subprocess.run(["dictum", "normalise", "--type", "text", *more] + glob.glob(f"{sys.argv[1]}/{prefix}*"),
                          stdout=subprocess.PIPE, check=True).stdout.decode()
text = normalised("000")
need(text.startswith("Northumbria") and text.endswith("Chris.\n"), "000: the body")
need(json.loads(normalised("000", "--json"))["description"] and "Article information" not in text, "000: the introduction")
need("Add your comment" not in normalised("001"), "001: the form")
need(normalised("003").count("\n\n- ") + normalised("003").count("\n- ") >= 9, "003: the list")
print("as a careful reader would say")
END
