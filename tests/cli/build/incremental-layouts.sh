# Also where lines lie in shards, and where texts are withheld or in the store,
# adding, removing and changing sources gives the bytes of a build from nothing;
# and a shard that none of it touches is left alone. The line of a snapshot
# changes with who has it first, when it was retrieved and where it lies.
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"
generate=${DICTUM%/*}/tests/bench/generate
cat >choose.py <<'END'
"""choose.py STEP WITHHELD: write sources.yaml of all that there are."""
import re, sys
head, *all_ = re.split(r"(?m)^(?=  - id: )", open("all.yaml").read())
if "withheld" in sys.argv:
    all_[::7] = [e.replace("text: open", "text: withheld") for e in all_[::7]]
renamed = [e.replace('publisher: "', 'publisher: "New ') for e in all_[4:8]]
twice = re.sub("id: .*", "id: a-first", all_[20])
later = [e.replace("retrieved: 2024", "retrieved: 2025") for e in all_[8:12]]
steps = {"first": all_[:54], "added": all_, "removed": all_[4:],
         "one": all_[4:30] + all_[31:], "changed": renamed + all_[8:],
         "twice": [twice] + later + all_[12:]}
with open("corpus/bench/sources.yaml", "w") as out:
    out.write(head + "".join(steps[sys.argv[1]]))
END
sums() { (cd "$1" && find corpus manifests -type f -exec sha256sum {} + | sort -k 2); }
places() { find corpus -name "*.jsonl" -printf "%i %p\n" | sort; }

# steps NAME CONFIG WITHHELD: each step, held against what is built of nothing.
steps() {
    local step
    "$generate" 60 "$1"
    cd "$1"
    cp corpus/bench/sources.yaml all.yaml
    echo "$2" >>corpus/bench/corpus.yaml
    git init -q
    mkdir -p .dictum/snapshots
    for step in first added removed one changed twice first; do
        python3 ../choose.py "$step" "$3"
        [ "$step" != twice ] || mv "$(printf '%s\n' corpus/bench/snapshots/* | sed -n 9p)" .dictum/snapshots
        places >before
        dictum build -q bench 2>errors || [ -n "$3" ]
        [ "$step" != one ] || [ -z "$(places | comm -12 before -)" ] ||
            echo "$1: shards that lie where they lay"
        rm -rf new
        mkdir new
        cp -R --parents corpus .dictum/snapshots new
        find new/corpus/bench \( -name '*.jsonl' -o -path '*/articles/*' \) -type f -delete
        git -C new init -q
        dictum -C new build -q bench 2>errors || [ -n "$3" ]
        diff <(sums .) <(sums new) || echo "$1: $step: other bytes than from nothing"
    done
    cd ..
}

steps shards 'shards: 256' withheld
steps store 'texts: store' ''
