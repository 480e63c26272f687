# Two releases differ as the commits do that they were made from, packed or
# unpacked.
. "$TESTS/cli/tiny.sh"
tiny_built
dictum pack --quiet tiny 0.1.0 -o ../tmp
commit 'Release 0.1.0'
git tag first
sed -i 's/Mrs Marsh/Miss Marsh/' corpus/tiny/people.yaml
sed -i 's/Leam Courier/Leam Gazette/' corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
commit 'Rename'
dictum pack --quiet tiny 0.2.0 -o ../tmp
a=../tmp/tiny-0.1.0.tar.zst
b=../tmp/tiny-0.2.0.tar.zst
expect_status 1 dictum diff "$a" "$b"
for pair in "$a $b" "first HEAD" "$a HEAD" "first $b" "$a"; do
    # shellcheck disable=SC2086 # two words
    dictum diff $pair >../tmp/diff || true
    dictum diff "$a" "$b" | cmp - ../tmp/diff
done
mkdir ../tmp/first
zstd -qdc "$a" | tar -x -C ../tmp/first
dictum diff ../tmp/first/tiny-0.1.0 "$a"
head -c 400 "$a" >../tmp/cut.tar.zst
expect_status 4 dictum diff "$a" ../tmp/cut.tar.zst
expect_status 2 dictum diff "$a" "$b" --corpus other
