# Texts are read again to verify pairs: from a file that begins with a byte
# order mark, from a pipe and from a packed file; in batches of many lines.
python3 - >lines <<'END'
import json
print("\ufeff", end="")
for number in range(300):
    words = [f"word{number % 150}x{i}" for i in range(60)]
    if number >= 150:
        words[30] = "another"
    print(json.dumps({"text": " ".join(words), "id": f"text-{number:03}"}))
END
dictum dedup lines >plain
wc -l <plain
head -n 1 plain
dictum dedup - <lines | cmp - plain
gzip -k lines
dictum dedup -j1 lines.gz | cmp - plain
