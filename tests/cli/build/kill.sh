# A build that is killed a hundred times, then run again, ends in the same
# bytes as one that nobody disturbed, and leaves nothing lying about.
. "$TESTS/cli/town.bash"
town_corpus
python3 - >>corpus/town/sources.yaml <<'END'
import hashlib
for i in range(60):
    text = f"Ann Lee: a talk about mill number {i}\n" + "".join(
        f"\nSentence {k} of talk {i} is about mill {i * k}, and it is short.\n"
        for k in range(30))
    sha = hashlib.sha256(text.encode()).hexdigest()
    open(f"corpus/town/snapshots/{sha}.txt", "w").write(text)
    print(f"""  - id: mill-{i}
    snapshot: {sha}
    kind: transcript
    speaker: ann-lee
    rights: {{licence: CC0-1.0, text: open}}""")
END
cp -R corpus after
sed -i '/id: mill-10/,/rights/d' corpus/town/sources.yaml
sed -i 's/Ann Lee/Anna Lee/' corpus/town/people.yaml
dictum build --quiet town
# From this to the next every record changes, and texts come and go.
cp after/town/*.yaml corpus/town/
sed -i '/id: mill-20/,/rights/d' corpus/town/sources.yaml
mkdir start
cp -R corpus manifests .dictum start

began=$(date +%s%N)
dictum build --quiet town
took=$(awk "BEGIN { print ($(date +%s%N) - $began) / 1.6e9 }")
wanted=$(tree_digest corpus manifests)

killed=0
for round in {1..14}; do
    read -r now _ < <(python3 "$TESTS/cli/kill.py" "$round" 8 start "$took" \
        .dictum/stage/town/old dictum build --quiet town)
    killed=$((killed + now))
    dictum build --quiet town
    if [ "$(tree_digest corpus manifests)" != "$wanted" ]; then
        echo "round $round: other bytes" >&2
        diff <(echo "$wanted") <(tree_digest corpus manifests) >&2
        exit 1
    fi
    left_over
    [ -z "$(ls .dictum/stage)" ]
done
[ "$killed" -ge 60 ] || echo "only $killed of 112 runs were killed"
