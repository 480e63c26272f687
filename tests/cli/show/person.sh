# A person: names, offices, and what they said, counted; the same as JSON.
. "$TESTS/cli/tiny.sh"
tiny_corpus
cat >>corpus/tiny/people.yaml <<'END'
      - {office: Mate, until: "2018"}
      - {office: Reader}
    titles: [Captain]
    misspellings: [Ida Marsch]
    identifiers: {wikidata: Q1}
  - {id: olga-petersen, name: Olga Petersen}
END
cp corpus/tiny/sources.yaml ../tmp/sources.yaml
echo '# before the first build'
dictum show ida-marsh
dictum show olga-petersen --json
# shellcheck disable=SC1111 # typographic on purpose
for n in $(seq 10 32); do
    source_entry "tide-$n" "$(snapshot "The ferry was late again on day $n.

“We lost tide $n,” said Ida Marsh. She said that the rope was old.
")" 'kind: report' "title: Late again on day $n" "published: \"2021-10-$n\""
done >>corpus/tiny/sources.yaml
sed -i 's/"2021-10-32"/"XXXX-10-30"/' corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
echo '# behind it'
dictum show ida-marsh
dictum show ida-marsh --json | python3 -c '
import json, sys
line = sys.stdin.readline()
person = json.loads(line)
said = person["said"]
assert list(person) == sorted(person) and list(said) == sorted(said)
assert line == json.dumps(person, ensure_ascii=False, separators=(",", ":")) + "\n"
print(person["name"], person["titles"], said["statements"], said["modes"],
      len(said["articles"]), said["articles"][0], said["articles"][-1])'
dictum show olga-petersen
