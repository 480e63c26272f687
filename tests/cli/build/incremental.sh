# However a corpus came to be what it is, by adding, removing and changing
# sources, people and rules, a build gives the bytes of one from nothing; so it
# does of records that a merge or a checkout brought.
. "$TESTS/cli/town.bash"
town_corpus
new_repo
cat >mutate.py <<'END'
"""mutate.py ROUND TALKS [TALK]: write sources, people and snapshots by chance; what was said by that of TALKS, but for one."""
import hashlib, os, random, sys

chance, talks = random.Random(int(sys.argv[1])), random.Random(int(sys.argv[2]))
one = f"talk-{sys.argv[3]}" if len(sys.argv) > 3 else None
fixed = random.Random(7)
words = ["".join(fixed.choice("bdklmnprst") + fixed.choice("aeiou")
                 for _ in range(fixed.randint(1, 3))) for _ in range(400)]
words += "the of a to in we is it that will not and".split() * 8
names = {"ann-lee": "Ann Lee", "bob-ray": "Bob Ray", "cat-fox": "Cat Fox"}

def sentence(rng, least=8, most=20):
    return " ".join(rng.choice(words)
                    for _ in range(rng.randint(least, most))).capitalize()

def talk(number, version):
    rng = random.Random(f"talk {number}")
    who = list(names)[number % 3]
    body = [". ".join(sentence(rng) for _ in range(6)) + "." for _ in range(6)]
    if version:
        body[rng.randrange(6)] = sentence(random.Random(version)) + "."
    return "transcript", who, f"{names[who]}: talk {number}", body

def report(number, version):
    rng = random.Random(f"report {number} {version}")
    told = []
    for _ in range(4):
        source = rng.choice((0, 1, 2, 3, rng.randrange(24)))
        _, who, _, body = talk(source, 0)
        said = rng.choice(body).split(". ")[rng.randrange(5)]
        if rng.random() < 0.3:
            said = said.replace(" we ", " they ", 1) + " indeed"
        if rng.random() < 0.2:
            who = rng.choice(list(names))
        if rng.random() < 0.3:
            said = sentence(rng)
        told.append(f"“{said},” said {names[who]} after the vote.")
    return "report", None, f"News {number}", told + [sentence(rng) + "."]

def near(number, version):
    kind, who, title, body = talk(number % 24, 0)
    rng = random.Random(f"near {number} {version}")
    if number % 2:
        body = body[:2 + number % 4]
    else:
        body[rng.randrange(6)] = sentence(rng) + "."
    return kind, who, f"{title}, again {number}", body

people, sources = "people:\n", "sources:\n"
for id_, name in names.items():
    people += f"  - id: {id_}\n    name: {name}\n    memberships:\n"
    people += f"      - {{office: Mayor, organisation: Town, from: {chance.choice([2019, 2021])}-01-01}}\n"
made = [(f"talk-{i}", talk, i) for i in range(24)]
made += [(f"news-{i}", report, i) for i in range(30)]
made += [(f"near-{i}", near, i) for i in range(16)]
for name in os.listdir("corpus/town/snapshots"):
    os.remove(f"corpus/town/snapshots/{name}")
for id_, make, number in made:
    by = chance if make is report else talks
    present, version = by.random() < 0.8, int(by.random() < 0.15)
    if id_ == one:
        present, version = not present, 1 - version
    if not present:
        continue
    kind, who, title, body = make(number, version)
    text = "\n\n".join([title] + body) + "\n"
    sha = hashlib.sha256(text.encode()).hexdigest()
    open(f"corpus/town/snapshots/{sha}.txt", "w").write(text)
    sources += f"  - id: {id_}\n    snapshot: {sha}\n    kind: {kind}\n"
    sources += f"    published: 2024-0{number % 3 + 1}-11\n"
    sources += f"    speaker: {who}\n" if who else ""
    sources += "    rights: {licence: CC0-1.0, text: open}\n"
open("corpus/town/sources.yaml", "w").write(sources)
open("corpus/town/people.yaml", "w").write(people)
END

# disturb ROUND: have records of two builds before, or those merged with these.
records="manifests/town corpus/town/statements.jsonl corpus/town/articles"
disturb() {
    local file
    [ -e corpus/town/statements.jsonl ] || return 0
    mkdir -p kept/new
    # shellcheck disable=SC2086
    cp -R --parents $records kept/new
    case $(($1 % 4)) in
    1)
        [ ! -d kept/older ] || rm -r corpus/town/articles
        [ ! -d kept/older ] || cp -R kept/older/. .
        ;;
    2) touch manifests/town/* ;;
    3)
        for file in manifests/town/{articles,duplicates,snapshots}.jsonl corpus/town/statements.jsonl; do
            [ ! -d kept/older ] || sort -u "kept/older/$file" "kept/new/$file" >"$file"
        done
        ;;
    esac
    rm -rf kept/older
    [ ! -d kept/old ] || mv kept/old kept/older
    mv kept/new kept/old
}

# built_anew ROUND: what is built of what lies there is what is built of nothing.
built_anew() {
    disturb "$1"
    dictum build --quiet "-j$(($1 % 2 + 1))" town
    rm -rf new
    mkdir new
    cp -R corpus new
    rm -rf new/corpus/town/articles/* new/corpus/town/statements.jsonl
    mkdir -p new/manifests/town
    git -C new init -q
    dictum -C new build --quiet town
    if ! diff -r corpus new/corpus || ! diff -r manifests new/manifests; then
        echo "round $1: other bytes than from nothing" >&2
        exit 1
    fi
    dictum verify --quiet town
}

rounds=12
[ -z "$SANITIZED" ] || rounds=4
for ((round = 1; round <= rounds; round++)); do
    # In every second round nobody says anything new.
    python3 mutate.py $((round % 3 == 0 ? round - 1 : round)) $((round / 2))
    [ $((round % 4)) != 0 ] || sed -i 's/Ann Lee/Anna Lee/' corpus/town/people.yaml
    built_anew "$round"
done
# One talk alone comes (the first), goes or is told otherwise: the others are
# not asked again, and what is quoted of it is found or lost all the same.
rm -r .dictum
python3 mutate.py 5 2 none
built_anew 0
for ((talk = 0; talk < rounds; talk++)); do
    python3 mutate.py 5 2 "$talk"
    built_anew $((rounds + talk))
done
# What copies are found by stays: few files of few more texts than there are.
python3 - <<'END'
import glob, json, sqlite3, struct
files = [open(name, "rb").read(56) for name in glob.glob(".dictum/copies/town/*.keys")]
kept = sum(struct.unpack("Q", head[48:])[0] for head in files)
there = len(glob.glob("corpus/town/articles/*.txt"))
print("keys:", "of all" if there / 2 < kept <= 2 * there + 16 else f"of {kept}, not {there}")
print("files:", "few" if 0 < len(files) < 6 else len(files))
lines = lambda name: [json.loads(line) for line in open(name)]
copies = {a["id"] for a in lines("manifests/town/articles.jsonl") if a["duplicate_of"]}
said = {(s["speaker"], s["article"]) for s in lines("corpus/town/statements.jsonl")
        if s["mode"] in ("speech", "authored") and s["speaker"] and s["article"] not in copies}
noted, = sqlite3.connect(".dictum/store.db").execute(
    "SELECT count(*) FROM built WHERE corpus='town said'").fetchone()
print("said:", "noted of all" if noted == len(said) > 0 else f"noted {noted} of {len(said)}")
END
for relation in near contains; do
    grep -q "\"relation\":\"$relation\"" "$manifests/duplicates.jsonl" ||
        echo "nothing is $relation"
done
for verdict in verbatim altered found-elsewhere not-found; do
    grep -q "\"verdict\":\"$verdict\"" corpus/town/statements.jsonl ||
        echo "nothing is $verdict"
done
grep -q '"same_as":"s-' corpus/town/statements.jsonl || echo "nothing is the same"
