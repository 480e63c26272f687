# An id may stand once; both lines are named.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init --quiet town --licence CC0-1.0
sed -i '/^sources: \[\]/d; /^people: \[\]/d' corpus/town/*.yaml
cat >>corpus/town/sources.yaml <<'END'
sources:
  - id: a
    url: https://example.org/a
    rights: {licence: CC0-1.0, text: open}
  - id: a
    url: https://example.org/b
    rights: {licence: CC0-1.0, text: open}
END
commit "Start"
unchanged corpus manifests -- expect_status 4 dictum build town
