# 100,000 people, the most there may be, are read and looked up by name; one
# more is refused, as is a name that two of them claim, with both lines.
. "$TESTS/cli/town.bash"
town_corpus
people() { # HOW MANY
    awk -v n="$1" 'BEGIN {
        print "people:"
        for (i = 1; i <= n; i++)
            printf "  - {id: p-%d, name: Ann Number%d, aliases: [Alias%d]}\n", i, i, i
        print "  - id: ann-lee\n    name: Ann Lee"
    }' >corpus/town/people.yaml
}
people 99999
dictum build --quiet town
grep -c '"speaker":"ann-lee"' corpus/town/statements.jsonl
people 100000
unchanged corpus manifests -- expect_status 4 dictum build town
people 3000
sed -i 's/Alias2999]/Alias7]/' corpus/town/people.yaml
unchanged corpus manifests -- expect_status 4 dictum build town
