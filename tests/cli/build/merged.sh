# Two branches that add articles are merged by git alone; a build then makes
# what is new here, holds what one says against what the other quotes, and puts
# the records in order, as if all had been added on one.
. "$TESTS/cli/town.bash"
new_repo
dictum init --quiet --licence CC0-1.0 town
cat >corpus/town/people.yaml <<'END'
people:
  - id: ann-lee
    name: Ann Lee
END

# report ID, talk ID: an article of its own, not committed.
report() {
    printf 'The mill\n\n“Nobody counts the herons on the weir at dawn, %s,” said Ann Lee.\n' "$1" >"$1.txt"
    dictum add --quiet --corpus town --id "$1" --kind report "$1.txt" 2>&1
}
talk() {
    printf 'Ann Lee: at the mill\n\nNobody counts the herons on the weir at dawn, c-right, and nobody will.\n' >"$1.txt"
    dictum add --quiet --corpus town --id "$1" --kind transcript "$1.txt" 2>&1
    sed -i "/id: $1\$/a\    speaker: ann-lee" corpus/town/sources.yaml
}
for id in a-first m-first z-first; do
    report $id
done
dictum build --quiet town
git add -A
git commit -qm 'First articles'

# added KIND ID BEFORE: an article whose entry stands before another's.
added() {
    "$1" "$2"
    python3 - "$2" "$3" <<'END'
import sys
path = "corpus/town/sources.yaml"
head, *entries = open(path).read().split("\n  - id: ")
*entries, new = [entry.rstrip("\n") for entry in entries]
entries.insert([e.split("\n")[0] for e in entries].index(sys.argv[2]), new)
open(path, "w").write("\n  - id: ".join([head, *entries]) + "\n")
END
    dictum build --quiet town
    git add -A
    git commit -qm "Add $2"
}
fidelity() {
    grep -o '"article":"[a-z-]*"\|"verdict":"[a-z-]*"' corpus/town/statements.jsonl | paste -sd ' '
}
git checkout -qb left
added talk b-left m-first
git checkout -q -
git checkout -qb right
added report n-right z-first
added report c-right z-first
fidelity
git merge -q -m 'Merge left' left
dictum build town
fidelity
dictum verify --quiet town
merged=$(tree_digest corpus manifests)

echo '# a statement that another build left'
sed -i 's/"verdict":"altered"/"verdict":"not-found"/' corpus/town/statements.jsonl
dictum build town
[ "$(tree_digest corpus manifests)" = "$merged" ]
echo '# a manifest that is cut short'
for file in articles snapshots; do
    truncate -s -1 manifests/town/$file.jsonl
    dictum build town
    [ "$(tree_digest corpus manifests)" = "$merged" ]
done
echo '# a copy of the repository'
cp -R . ../copy
mv ../copy .
dictum -C copy build town
rm -r .dictum corpus/town/articles
: >corpus/town/statements.jsonl
dictum build --quiet town
[ "$(tree_digest corpus manifests)" = "$merged" ]
