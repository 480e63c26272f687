# What could not be held against a text that was away is, when the text is here
# again, what a build from nothing finds.
. "$TESTS/cli/town.bash"
RIGHTS=withheld
town_corpus
echo .dictum/ >.gitignore
new_repo
cat >>corpus/town/people.yaml <<'END'
  - id: bob-ray
    name: Bob Ray
  - id: cat-fox
    name: Cat Fox
END
spoken() { # ID PERSON NAME SENTENCE: a transcript of it
    printf '%s: a talk\n\n%s.\n' "$3" "$4" >talk.txt
    add_source "$1" talk.txt 'kind: transcript' "speaker: $2"
}
quoted() { # ID NAME SENTENCE: a report of it
    printf 'The %s\n\n“%s,” said %s.\n' "$1" "$3" "$2" >report.txt
    add_source "$1" report.txt 'kind: report' 'published: 2024-02-08'
}
snapshot_of() {
    sed -n "/  - id: $1\$/,/rights:/s/.*snapshot: //p" corpus/town/sources.yaml
}
away() { # ID...
    for id; do
        mv ".dictum/snapshots/$(snapshot_of "$id").txt" "$TMPDIR/$id"
    done
}
again() { # ID...
    for id; do
        mv "$TMPDIR/$id" ".dictum/snapshots/$(snapshot_of "$id").txt"
    done
}
forget() { # ID
    sed -i "/  - id: $1$/,/rights:/d" corpus/town/sources.yaml
}
verdicts() { # WHAT
    dictum build town >out 2>&1 || true
    echo "# $1"
    sed -n '/held against/p' out
    python3 - <<'END'
import json
for line in open("corpus/town/statements.jsonl"):
    s = json.loads(line)
    if s["mode"] == "direct" and s["article"] != "news":
        f = s["fidelity"]
        print(s["article"], f and f["verdict"], f and f["against"],
              "again" if s["same_as"] else "first")
END
}
as_from_nothing() {
    rm -rf new
    mkdir -p new/manifests/town new/.dictum
    cp -R corpus new
    cp -R .dictum/snapshots new/.dictum
    rm -rf new/corpus/town/articles/* new/corpus/town/statements.jsonl
    git -C new init -q
    dictum -C new build --quiet town
    diff -r corpus new/corpus && diff -r manifests new/manifests || exit 1
}
herons='Nobody has counted the herons on the weir since the spring'
swans='Nineteen swans came to the lock before the rain was over'

spoken dam bob-ray 'Bob Ray' "$herons"
quoted early 'Bob Ray' "$swans"
verdicts 'all are held'

away dam
quoted later 'Ann Lee' "$herons"
verdicts 'what another said is not held'
again dam
verdicts 'and is again'
as_from_nothing

away dam
spoken lock cat-fox 'Cat Fox' "$swans"
verdicts 'what the speaker said is not held, while another says it'
again dam
verdicts 'and is again'
as_from_nothing

away dam
spoken weir cat-fox 'Cat Fox' "${herons/spring/winter}"
quoted new 'Ann Lee' "$herons"
verdicts 'who said it best is not held'
again dam
verdicts 'and is again'
as_from_nothing

spoken hall bob-ray 'Bob Ray' 'The hall is cold in the morning and warm at night'
dictum build --quiet town
away dam hall
spoken mill cat-fox 'Cat Fox' 'The mill is to be open for another year at the least'
quoted third 'Bob Ray' "$herons"
verdicts 'two are not held'
again dam
verdicts 'of which one is again'
forget hall
verdicts 'and the other is no source any more'
as_from_nothing

away early
quoted fourth 'Bob Ray' "${swans/Nineteen/Twenty}"
verdicts 'a report is not held'
again early
verdicts 'and is again'
as_from_nothing
dictum verify --quiet town --rebuild
