# Who says what in a text that belongs to no corpus: the names of members are
# those of statements.jsonl, the offsets those of the input's own bytes.
text='“We will pay,” said Ada Example, the mayor. “Not today.”
Ms Example told a conference in Leeds on Tuesday that the wall was sound.'
printf '%s\n' "$text" | dictum statements - --published 2024-05-16 | tee out
python3 - "$text" <<'END'
import json, sys
text = sys.argv[1].encode()
lines = [json.loads(line) for line in open("out")]
words = lambda span: text[slice(*span)].decode()
for r in lines:
    assert " ".join(map(words, r["spans"])) == r["text"], r
    assert words(r["cue"]["span"]) == r["cue"]["verb"], r
    assert text[r["speaker_start"]:r["speaker_end"]].decode() == r["mention"], r
assert words(lines[1]["said_on_from"]) == "Tuesday", lines[1]
assert words(lines[1]["said_at_from"]) == "Leeds", lines[1]
assert (lines[1]["said_on"], lines[1]["said_at"]) == ("2024-05-14", "Leeds")
END
