# Statements of one article or one person; what is not there; a full disk.
. "$TESTS/cli/lib.sh"
new_repo northmoor
ids() {
    grep -oE '"id":"s-[0-9a-f]{16}"' | sort -u | wc -l
}
grep -c '"article":"harbour-speech"' corpus/northmoor/statements.jsonl
dictum export jsonl northmoor --quiet --article harbour-speech | ids
grep -c '"speaker":"amira-voss"' corpus/northmoor/statements.jsonl
dictum export jsonl northmoor --quiet --speaker amira-voss | ids
dictum export web-annotation --quiet --base https://example.org/n/ \
    --article harbour-speech | grep -o "https://example.org/n/[ap][^\"]*" | sort -u
expect_status 2 dictum export jsonl northmoor --article nowhere 2>&1
expect_status 2 dictum export jsonl northmoor --speaker nobody 2>&1
expect_status 2 dictum export pdf northmoor 2>&1
# shellcheck disable=SC2069 # only what it says is wanted
expect_status 3 dictum export csv --quiet 2>&1 >/dev/full
expect_status 3 dictum export csv --quiet --output nowhere/out.csv 2>&1
echo '# an edited text or record is told, and the file stays what it was'
echo old >out.csv
sed -i 's/harbour/horbour/' corpus/northmoor/articles/harbour-speech.txt
unchanged out.csv -- expect_status 5 dictum export csv --quiet --output out.csv 2>&1 | sed "s/be [0-9a-f]*$/be SEAL/"
git checkout -q corpus
sed -i '3s/"mode":"[a-z]*"/"mode":"mixed"/' corpus/northmoor/statements.jsonl
unchanged out.csv -- expect_status 5 dictum export csv --quiet --output out.csv 2>&1 | sed "s/be [0-9a-f]*$/be SEAL/"
ls out.csv*
