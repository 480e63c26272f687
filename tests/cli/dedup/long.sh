# A text of 100 MB is compared like any other.
if [ -n "$SANITIZED" ]; then
    echo "a text of 100 MB takes too long under sanitizers" >&2
    exit 77
fi
python3 - >long <<'END'
import json
text = " ".join(f"{i:x}" for i in range(14500000))
part = " ".join(f"{i:x}" for i in range(7000000, 7000100))
print(json.dumps({"id": "book", "text": text}))
print(json.dumps({"id": "page", "text": part}))
END
dictum dedup long
