# Two branches that add articles are merged by git alone; a build then puts the
# records in order, as if all had been added on one.
. "$TESTS/cli/town.bash"
new_repo
dictum init --quiet --licence CC0-1.0 town
cat >corpus/town/people.yaml <<'END'
people:
  - id: ann-lee
    name: Ann Lee
END

# add ID: an article of its own, not committed.
add() {
    printf 'The mill %s\n\n“It was ours to sell, %s,” said Ann Lee.\n' "$1" "$1" >"$1.txt"
    dictum add --quiet --corpus town --id "$1" --kind report "$1.txt" 2>&1
}
for id in a-first m-first z-first; do
    add $id
done
dictum build --quiet town
git add -A
git commit -qm 'First articles'

# added ID BEFORE: an article whose entry stands before another's.
added() {
    add "$1"
    python3 - "$1" "$2" <<'END'
import sys
path = "corpus/town/sources.yaml"
head, *entries = open(path).read().split("\n  - id: ")
*entries, new = [entry.rstrip("\n") for entry in entries]
entries.insert([e.split("\n")[0] for e in entries].index(sys.argv[2]), new)
open(path, "w").write("\n  - id: ".join([head, *entries]) + "\n")
END
    dictum build --quiet town
    git add -A
    git commit -qm "Add $1"
}
git checkout -qb left
added b-left m-first
git checkout -q -
git checkout -qb right
added n-right z-first
added c-right z-first
git merge -q -m 'Merge left' left
dictum build town
dictum verify --quiet town
merged=$(tree_digest corpus manifests)
rm -r .dictum corpus/town/articles
: >corpus/town/statements.jsonl
dictum build --quiet town
[ "$(tree_digest corpus manifests)" = "$merged" ]
