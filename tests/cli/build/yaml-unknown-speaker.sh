# A speaker who is not in people.yaml.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init --quiet town --licence CC0-1.0
sed -i '/^sources: \[\]/d; /^people: \[\]/d' corpus/town/*.yaml
cat >>corpus/town/sources.yaml <<'END'
sources:
  - url: https://example.org/a
    speaker: ann-lee
    rights: {licence: CC0-1.0, text: open}
END
commit "Start"
unchanged corpus manifests -- expect_status 4 dictum build town
