# Of publishers the first ten are told, those with most articles first, then
# how many more there are, then the articles without one.
. "$TESTS/cli/tiny.sh"
tiny_corpus
{
    echo 'sources:'
    n=0
    for i in 01 02 03 04 05 06 07 08 09 10 11 12 12; do
        n=$((n + 1))
        hash=$(snapshot "The lock keeper wrote page $n of the log today."$'\n')
        source_entry "log-$n" "$hash" 'kind: report' "publisher: Paper $i"
    done
    ferry_entry | sed /publisher/d
} >corpus/tiny/sources.yaml
dictum build --quiet tiny
dictum stats tiny | sed -n '/by publisher/,/^$/p'
dictum stats tiny --json | grep -o '"publishers":\[[^]]*\]'
