# The same sources give the same bytes: on any number of threads, in any time
# zone, locale and umask, from nothing and by steps.
. "$TESTS/cli/town.bash"
town_corpus
RIGHTS=withheld
talk Secrets secret >secret.txt
add_source secret secret.txt 'kind: transcript' 'speaker: ann-lee'
RIGHTS=open
news | sed 's/mill/inn/' >inn.html
add_source inn inn.html 'media_type: text/html'
news >copy.txt
echo >>copy.txt
add_source copy copy.txt 'kind: report' 'published: 2024-02-03'
mkdir first
cp -R corpus manifests .dictum first

expect_same() { # WHAT
    dictum verify --quiet town
    if [ -z "${wanted-}" ]; then
        wanted=$(tree_digest corpus manifests)
    elif [ "$(tree_digest corpus manifests)" != "$wanted" ]; then
        echo "$1: other bytes" >&2
        diff -r corpus one/corpus >&2
        diff -r manifests one/manifests >&2
        exit 1
    fi
    [ -e one ] || { mkdir one && cp -R corpus manifests one; }
    rm -rf corpus manifests .dictum
    cp -R first/. .
}

dictum build --quiet -j1 town
expect_same 'one thread'
dictum build --quiet -j2 town
expect_same 'two threads'
dictum build --quiet -j16 town
expect_same 'sixteen threads'
TZ=Pacific/Auckland dictum build --quiet town
expect_same 'another time zone'
for locale in $(locale -a | grep -iE 'utf|tr_|de_|C' | head -n 5); do
    LC_ALL=$locale LANG=$locale dictum build --quiet town
    expect_same "locale $locale"
done
(
    umask 077
    dictum build --quiet town
)
expect_same 'umask 077'
(
    umask 000
    dictum build --quiet town
)
expect_same 'umask 000'

# Sources one at a time, one that comes and goes, one that changes and back.
awk '/^  - id:/ { n++ } { print >("entry" n) }' corpus/town/sources.yaml
cat entry >corpus/town/sources.yaml
talk Passing passing >passing.txt
for entry in entry6 entry4 entry1 entry5 entry3 entry2; do
    cat $entry >>corpus/town/sources.yaml
    dictum build --quiet town
done
add_source passing passing.txt 'kind: report' 'speaker: ann-lee'
sed -i '/id: walk/,/kind/s/kind: transcript/kind: report/' \
    corpus/town/sources.yaml
sed -i 's/Ann Lee/Bob Lee/' corpus/town/people.yaml
dictum build --quiet town
cp -R first/corpus/town/people.yaml first/corpus/town/sources.yaml corpus/town/
rm $snapshots/"$(sha256sum <passing.txt | cut -c 1-64)".txt
dictum build --quiet town
[ ! -e $articles/passing.txt ]
expect_same 'by steps'
cp -R "$PWD" "$TMPDIR/elsewhere"
cd "$TMPDIR/elsewhere"
dictum build --quiet town
expect_same 'elsewhere'
