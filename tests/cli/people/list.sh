# Speakers whom people.yaml does not have, most statements first; one is added
# with one command, and the next build knows her.
. "$TESTS/cli/town.bash"
town_corpus
cat >piece.txt <<'END'
A walk along the harbour

“The wall will hold,” said Ada Example. “It has held for years,” said Ben Sample. “It will not,” Ada Example said.
END
add_source piece piece.txt 'kind: report'
rm piece.txt
new_repo
dictum build --quiet town
dictum people town
dictum people town --json
cp corpus/town/people.yaml before
dictum people town --add 'Ada Example'
diff before corpus/town/people.yaml || true
dictum build --quiet town
dictum people town
grep -c '"speaker":"ada-example"' corpus/town/statements.jsonl
expect_status 2 dictum people town --add 'Ada Example'
cat >>corpus/town/people.yaml <<'END'
  - id: cora-second
    name: Cora Second
    memberships:
      - {office: Harbour Master, organisation: Town, from: 2015, until: 2019}
      - {office: Pilot, from: 2018-06}
  - id: dan-third
    name: Dan Third
    memberships:
      - {office: Harbour Master, organisation: Town, from: 2018-03-01}
END
dictum people town
dictum people town --json
dictum people town --add 'Mayor Example' 2>&1
# Whoever is there is not added with a title, and a nobody not at all.
cp corpus/town/people.yaml before
for name in 'Mayor Ada Example' 'Dr Ada Example' 'the Mayor' 'a local resident' ''; do
    expect_status 2 dictum people town --add "$name"
done
cmp before corpus/town/people.yaml
