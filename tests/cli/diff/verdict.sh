# A transcript that comes later changes what a quotation is held to be, and
# diff says which.
. "$TESTS/cli/town.bash"
town_corpus
printf 'The mill\n\nThe vote was on Tuesday.\n\n“%s,” said Ann Lee after it.\n' \
    'We counted ninety herons on the weir before breakfast' >weir.txt
add_source weir weir.txt 'kind: report' 'published: 2024-02-06'
rm weir.txt
new_repo
dictum build --quiet town
commit 'Build the town'
printf 'Ann Lee: at the weir\n\nWe counted nineteen herons on the weir before breakfast.\n' >said.txt
add_source said said.txt 'kind: transcript' 'speaker: ann-lee'
rm said.txt
dictum build --quiet town
expect_status 1 dictum diff HEAD
expect_status 1 dictum diff --json HEAD
