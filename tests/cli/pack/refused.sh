# Each refusal leaves everything as it was.
. "$TESTS/cli/release.bash"
refused() {
    local wanted=$1
    shift
    unchanged corpus manifests out -- told "$wanted" dictum pack "$@"
}
new_corpus
mkdir out
refused 2 sample 1.0 -o out
refused 2 sample 01.0.0 -o out
refused 2 sample 1.0.0+build.5 -o out
refused 2 sample 1.0.0 -o out --level 20
refused 2 sample -o out
echo more >>corpus/sample/articles/article-000001.txt
refused 2 sample 1.0.0 -o out
git checkout -q corpus
touch manifests/sample/more.txt
refused 2 sample 1.0.0 -o out
rm manifests/sample/more.txt
echo more >>corpus/sample/articles/article-000001.txt
commit "A text that nobody recorded"
refused 5 sample 1.0.0 -o out
git reset -q --hard HEAD~1
# What cannot be recorded beside the archive is recorded nowhere.
mkdir -p out/sample-releases.jsonl.tmp
refused 3 sample 1.0.0 -o out
rmdir out/sample-releases.jsonl.tmp
mkfifo out/sample-releases.jsonl
refused 3 sample 1.0.0 -o out
rm out/sample-releases.jsonl
mkdir out/sample-releases.jsonl
refused 3 sample 1.0.0 -o out
rmdir out/sample-releases.jsonl
mkfifo out/.sample-1.0.0.tar.zst.part
unchanged corpus manifests -- told 3 timeout 60 dictum pack sample 1.0.0 -o out
dictum pack -q sample 1.0.0 -o shelf
refused 2 sample 1.1.0 -o out
dictum pack -q sample 1.0.0 -o shelf
commit "Release"
refused 2 sample 0.9.9 -o out
refused 2 sample 1.0.0 -o out --level 3
python3 "$TESTS/cli/corpus.py" sample --articles 4
commit "One more article"
refused 2 sample 1.0.0 -o out | sed -E 's/[0-9a-f]{12}/COMMIT/g'
dictum pack -q sample 1.1.0-rc.1 -o shelf
commit "Release"
refused 2 sample 1.1.0-alpha -o out
dictum pack -q sample 1.1.0 -o shelf --tag
commit "Release"
git tag -f sample-v1.2.0 HEAD~3 2>/dev/null
rm -r out && mkdir out
told 2 dictum pack sample 1.2.0 -o out --tag
python3 "$TESTS/cli/corpus.py" sample --articles 5
GIT_COMMITTER_DATE='@8589934592 +0000' commit "One more article"
told 2 dictum pack sample 1.2.0 -o out | sed -E 's/[0-9a-f]{40}/COMMIT/'
rm -rf .git
told 2 dictum pack sample 1.3.0 -o out
