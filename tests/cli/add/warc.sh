# Every page of a WARC file that is an article becomes a source, once; builds
# find withheld ones in the file, wherever it lies.
. "$TESTS/cli/lib.sh"
command -v zstd >/dev/null || skip "zstd: not here"
python3 "$TESTS/cli/warc.py" good
mkdir out && mv ./*.warc* out && rm -f sample-* dictionary
cd out
mkdir ../repo && cd ../repo
new_repo
dictum init --quiet town --licence CC0-1.0
dictum add ../out/members.warc.gz
dictum add --quiet ../out/members.warc.gz
grep -c '^  - id: a-' corpus/town/sources.yaml
sed -n '/ferry.example\/4/,/charset/p' corpus/town/sources.yaml
ls corpus/town/snapshots | wc -l
dictum build --quiet
dictum verify --quiet
grep -c '"warc":"members.warc.gz:[0-9]*"' manifests/town/snapshots.jsonl
# However it is packed, the pages are the same.
for file in plain.warc whole.warc.gz frames.warc.zst packed-dictionary.warc.zst
do
    dictum add ../out/$file --dry-run 2>&1 | head -n 2
done
# Withheld: nothing of it lies where git looks, and builds say the same.
mkdir ../other && cd ../other
new_repo
dictum init --quiet town --licence CC0-1.0
dictum add --quiet ../out/members.warc.gz --withheld
ls .dictum/warc corpus/town
dictum build 2>&1 | grep sources
cat manifests/town/*.jsonl | sha256sum >../before
touch .dictum/warc/members.warc.gz
dictum build 2>&1 | grep sources
rm -r .dictum
dictum build 2>&1 | grep sources:
dictum build --from ../out/whole.warc.gz 2>&1 | grep sources
cat manifests/town/*.jsonl | sha256sum | diff ../before -
