# What changed for all sources is told once, with how many they are, whatever
# else stands between; --json names each.
. "$TESTS/cli/tiny.sh"
tiny_corpus
for n in 1 2 3 4 5; do
    source_entry "tide-$n" "$(snapshot "The ferry was late on day $n.
")" 'kind: report' "title: Late on day $n"
done >>corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
commit 'Build'
dictum status
sed -i 's/aliases: .*/aliases: [Mrs Marsh, Miss Marsh]/' corpus/tiny/people.yaml
echo '# people.yaml changed'
expect_status 1 dictum status tiny
expect_status 1 dictum status tiny --json | grep -c people.yaml
echo '# and so did one source, and one is new'
sed -i 's/Late on day 3/Late on Wednesday/' corpus/tiny/sources.yaml
source_entry "tide-0" "$(snapshot "The ferry was late on no day.
")" >>corpus/tiny/sources.yaml
expect_status 1 dictum status tiny
dictum build --quiet tiny --from ../tmp/private
dictum status tiny
