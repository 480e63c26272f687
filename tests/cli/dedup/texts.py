"""texts.py COUNT: so many texts of 300 words, every third one changed a bit."""
import json
import random
import sys

chance = random.Random(11)
words = ["".join(chance.choice("aeioklmnrst") for _ in range(6)) for _ in range(5000)]
last = []
for i in range(int(sys.argv[1])):
    text = [chance.choice(words) for _ in range(300)]
    if i % 3 == 2:
        text = list(last)
        for _ in range(i % 20):
            text[chance.randrange(len(text))] = "changed"
    last = text
    print(json.dumps({"id": f"t{i:05}", "text": " ".join(text)}))
