# Copies of one story: the same words otherwise written, an edited one, an
# excerpt and a digest of two stories. The order of lines, the number of
# threads and packing make no difference.
python3 - "$TESTS/cli/dedup" >lines <<'END'
import json, random
chance = random.Random(7)
words = ["".join(chance.choice("aeioklmnrst") for _ in range(6)) for _ in range(900)]
story = lambda n: [chance.choice(words) for _ in range(n)]
first, second = story(300), story(250)
edited = list(first)
for i in range(0, 300, 25):
    edited[i] = "changed"
texts = {
    "agency": " ".join(first) + ".",
    "capitals": "\n\n".join(first).upper(),
    "edited": " ".join(edited),
    "excerpt": "“" + " ".join(first[40:100]) + "”",
    "digest": " ".join(first + ["***"] + second),
    "other": " ".join(second),
    "stranger": " ".join(story(300)),
    "empty": "", "dots": "...", "word": "Yes.", "one": "yes", "no": "No",
}
for name, text in texts.items():
    print(json.dumps({"text": text, "section": 1, "id": name}))
END
dictum dedup lines | tee first
tac lines | dictum dedup -j3 - | cmp - first
shuf lines | gzip | dictum dedup -j1 - | cmp - first
shuf lines | dictum dedup --key secret - | cmp - first
echo clusters
dictum dedup --clusters lines
echo near from 900 on
dictum dedup --near 900 --contains 1000 lines
