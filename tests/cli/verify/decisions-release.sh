# A release whose statements are not as its own decisions.yaml says, though
# every digest is right: archive and folder. What nobody can tell from the
# release is only noted.
. "$TESTS/cli/tiny.sh"
. "$TESTS/cli/release.bash"
tiny_corpus
text='The ferry was late again.

“We lost the tide, and we know why,” said Ida Marsh.

“It waits,” said Ida Marsh on the quay. “It waits,” said Ida Marsh.
'
source_entry warden-says "$(snapshot "$text")" 'kind: report' \
    'title: Late again' 'published: "2021-10-06"' >>corpus/tiny/sources.yaml
source_entry warden-waits "$(snapshot 'The rope has given way on the quay.

“We wait, and the rope is old,” said Ida Marsh.
')" 'kind: report' 'title: Given way' \
    'published: "2021-10-08"' >>corpus/tiny/sources.yaml
build() {
    dictum build --quiet tiny --from ../tmp/private
}
build
decide() { # WORDS KEY: the first statement with them
    python3 - "$@" <<'END' >>corpus/tiny/decisions.yaml
import json
import sys
words, key = sys.argv[1:]
lines = [json.loads(line) for line in open("corpus/tiny/statements.jsonl")]
first = min((s["spans"], s["id"]) for s in lines if words in (s["text"] or ""))
article = next(r["article"] for r in lines if r["id"] == first[1])
print("  - {article: %s, statement: %s, %s}" % (article, first[1], key))
END
}
echo 'decisions:' >corpus/tiny/decisions.yaml
decide 'We lost the tide' 'mode: speech'
decide 'the rope is old' 'split: [8]'
build
decide 'It waits' 'not_a_statement: true'
build
commit 'Build'
dictum pack --quiet tiny 1.0.0 --output shelf
told 0 dictum verify --quiet shelf/tiny-1.0.0.tar.zst
cat >forge.py <<'END'
"""As long as before: the decision, and the digests that follow from it."""
import hashlib
import sys
tar = sys.stdin.buffer.read()
old = open("corpus/tiny/decisions.yaml", "rb").read()
new = old.replace(*(word.encode() for word in sys.argv[1:]))
for name in (b"data/decisions.yaml", b"manifest-sha256.txt"):
    assert tar.count(old) == 1 and len(old) == len(new)
    was, now = (hashlib.sha256(data).hexdigest().encode()
                for data in (old, new))
    manifest = [part for part in tar.split(b"\0") if was + b"  " + name in part]
    tar = tar.replace(old, new)
    old, new = manifest[0], manifest[0].replace(was, now)
tar = tar.replace(old, new)
sys.stdout.buffer.write(tar)
END
forge() { # WORD BY WHICH
    rm -rf forged.tar.zst tiny-1.0.0
    zstd -qdc shelf/tiny-1.0.0.tar.zst | python3 forge.py "$@" >forged.tar
    zstd -q forged.tar -o forged.tar.zst
    tar -xf forged.tar
    told 5 dictum verify forged.tar.zst
    told 5 dictum verify tiny-1.0.0
}
forge speech direct
told 5 dictum get tiny --from forged.tar.zst --extract out
forge 'split: [8]' 'split: [3]'
