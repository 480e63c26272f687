# A key that nobody knows is met with the one that was meant.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init --quiet town --licence CC0-1.0
sed -i '/^sources: \[\]/d; /^people: \[\]/d' corpus/town/*.yaml
cat >>corpus/town/sources.yaml <<'END'
sources:
  - url: https://example.org/a
    titel: A title
    rights: {licence: CC0-1.0, text: open}
END
commit "Start"
unchanged corpus manifests -- expect_status 4 dictum build town
