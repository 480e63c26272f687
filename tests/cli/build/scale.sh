# 200 articles: one thread and two give the same bytes, a second build has
# nothing to do, and a changed source touches only its own.
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"
generate=${DICTUM%/*}/tests/bench/generate

for jobs in 1 2; do
    mkdir "$jobs"
    "$generate" 200 "$jobs"
    (
        cd "$jobs"
        new_repo
        dictum build bench -q "-j$jobs"
    )
done
diff -r --exclude=.git --exclude=.dictum 1 2

cd 2
unchanged corpus manifests -- dictum build bench
commit Build

old=$(sed -n 's/^    snapshot: //p' corpus/bench/sources.yaml | sed -n 2p)
sed 's/ the / this /' "corpus/bench/snapshots/$old.txt" >page
new=$(sha256sum <page)
new=${new%% *}
mv page "corpus/bench/snapshots/$new.txt"
rm "corpus/bench/snapshots/$old.txt"
sed -i "s/$old/$new/" corpus/bench/sources.yaml
dictum build bench
git diff --numstat -- manifests
git diff --name-only -- corpus/bench/articles | wc -l
dictum verify bench --rebuild -q
