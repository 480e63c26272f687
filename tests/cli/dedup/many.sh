# What could take quadratic time: many identical texts are a star, and many that
# share their furniture are not paired for it.
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
