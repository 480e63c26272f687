# A text of 50 MB with a million quotations, unclosed marks, writing from right
# to left and combining characters is read to its end (less under sanitizers,
# which take ten times as long).
. "$TESTS/cli/lib.sh"
times=${SANITIZED:+2000}
times=${times:-135000}
python3 - "$times" <<'END'
import sys
piece = (
    '“It is open,” said Ann Lee. "It is shut," he said. ‘It is ours’, she said.\n\n'
    '“An unclosed one goes on, said Bob Ray, and on. «Oui», dit-il. „Nein“, sagte er.\n\n'
    '\u05d0\u05de\u05e8\u05d4: “\u05d4\u05e0\u05de\u05dc \u05e4\u05ea\u05d5\u05d7”, \u0627\u0644\u0645\u064a\u0646\u0627\u0621 “e\u0301\u0302\u0303 a\u0300\u0301\u0302” she added.\n\n'
    '"""\'\'\'“““‘‘‘””” and ’tis the dogs’ own, the mayor’s \'phone\'. “Done,” Ann Lee told the board.\n\n')
text = piece * int(sys.argv[1])
open("large.txt", "w").write(text)
marks = sum(text.count(mark) for mark in "“”‘’«»„\"'")
assert int(sys.argv[1]) < 100000 or (marks >= 1000000 and len(text.encode()) >= 50e6)
END
dictum statements large.txt >found.jsonl
[ "$(wc -l <found.jsonl)" -ge $((times * 4)) ]
python3 - <<'END'
import json
data = open("large.txt", "rb").read()
for line in open("found.jsonl"):
    s = json.loads(line)
    for a, b in s["spans"]:
        assert 0 <= a < b <= len(data)
        data[a:b].decode()
END
