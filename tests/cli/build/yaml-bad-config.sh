# Two faults of one kind: the first line counts.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init --quiet town --licence CC0-1.0
sed -i '/^sources: \[\]/d; /^people: \[\]/d' corpus/town/*.yaml
cat >>corpus/town/corpus.yaml <<'END'
colour: blue
shade: dark
END
commit "Start"
unchanged corpus manifests -- expect_status 4 dictum build town
