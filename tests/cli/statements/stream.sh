# Who says what in a text that belongs to no corpus; offsets are those of the
# input's own bytes.
text='“We will pay,” said Ada Example, the mayor. “Not today.”'
printf '%s\n' "$text" | dictum statements - | tee out
python3 - "$text" <<'END'
import json, sys
text = sys.argv[1].encode()
for line in open("out"):
    r = json.loads(line)
    assert b" ".join(text[a:b] for a, b in r["spans"]).decode() == r["text"], r
    assert text[r["speaker_start"]:r["speaker_end"]].decode() == r["mention"], r
END
