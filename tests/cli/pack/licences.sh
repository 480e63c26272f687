# The licence of the corpus is that of the curators' work: the card and LICENSE
# of a release list those of the texts, most first, and the withheld ones apart.
. "$TESTS/cli/town.bash"
town_corpus
RIGHTS=withheld
for word in secret hidden; do
    talk Secrets "$word" >"$TMPDIR/$word.txt"
    add_source "$word" "$TMPDIR/$word.txt" 'kind: report'
done
sed -i -e '/id: secret$/,/rights/s/CC0-1.0/LicenseRef-Private/' \
    -e '/id: talk$/,/rights/s/CC0-1.0/LicenseRef-Invented/' \
    -e '/id: walk$/,/rights/s/CC0-1.0/LicenseRef-Invented/' \
    corpus/town/sources.yaml
echo .dictum/ >.gitignore
new_repo
dictum build -q town
commit 'Build'
inside() { tar --zstd -xOf "$1" "$2"; }
{ dictum pack town 1.0.0 -o a >/dev/null; } 2>&1
dictum pack town 1.0.0 -o b -q 2>&1
dictum pack town 1.0.0 -o b --json 2>/dev/null | grep -o '"other_licence":[0-9]*'
cmp a/town-1.0.0.tar.zst b/town-1.0.0.tar.zst
dictum verify -q a/town-1.0.0.tar.zst
inside a/town-1.0.0.tar.zst town-1.0.0/data/LICENSE
inside a/town-1.0.0.tar.zst town-1.0.0/data/README.md |
    sed -n '/^## Licences/,/^## Load/p'
echo '# one licence for all'
sed -i 's/LicenseRef-[A-Za-z]*/CC0-1.0/' corpus/town/sources.yaml
dictum build -q town
commit 'All open'
{ dictum pack town 1.0.1 -o c >/dev/null; } 2>&1
inside c/town-1.0.1.tar.zst town-1.0.1/data/LICENSE | head -n 1
echo '# what another version of dictum packed stays as it is'
python3 "$TESTS/cli/edit.py" manifests/town/releases.jsonl version=1.0.1 \
    "r['archive']['sha256'] = r['archive']['tar_sha256'] = 64 * '0'"
unchanged c -- expect_status 5 dictum pack town 1.0.1 -o c 2>&1 |
    sed 's/([0-9.]*)/(VERSION)/'
