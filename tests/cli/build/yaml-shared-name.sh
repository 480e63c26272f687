# A name that two people claim.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init --quiet town --licence CC0-1.0
sed -i '/^sources: \[\]/d; /^people: \[\]/d' corpus/town/*.yaml
cat >>corpus/town/people.yaml <<'END'
people:
  - id: ann-lee
    name: Ann Lee
    aliases: [The Mayor]
  - id: bo-kay
    name: Bo Kay
    aliases: [The Mayor]
END
commit "Start"
unchanged corpus manifests -- expect_status 4 dictum build town
