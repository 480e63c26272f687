# What could take quadratic time: many identical texts are a star, many that
# share their furniture are not paired for it, and a text of 100 MB is compared
# like any other.
python3 - <<'END'
import json, random
chance = random.Random(1)
with open("same", "w") as out:
    for i in range(20000):
        print(json.dumps({"id": f"{i:05}", "text": "the same words in all of these texts"}), file=out)
furniture = " ".join(f"menu{i}" for i in range(40))
with open("sites", "w") as out:
    for i in range(5000):
        own = " ".join(f"w{chance.getrandbits(40):x}" for _ in range(60))
        print(json.dumps({"id": f"{i:05}", "text": furniture + " " + own}), file=out)
END
dictum dedup same >stars
wc -l <stars
sed -n '1p;$p' stars
dictum dedup --clusters same | wc -l
dictum dedup sites | wc -l
[ -z "$SANITIZED" ] || exit 0
python3 - >long <<'END'
import json
text = " ".join(f"{i:x}" for i in range(14500000))
part = " ".join(f"{i:x}" for i in range(7000000, 7000100))
print(json.dumps({"id": "book", "text": text}))
print(json.dumps({"id": "page", "text": part}))
END
dictum dedup long
