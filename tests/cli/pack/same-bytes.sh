# The same bytes on every run, whoever packs and wherever; also after the
# release was recorded and committed.
. "$TESTS/cli/release.bash"
new_corpus --articles 40 --withheld 2
dictum pack sample 1.0.0 -o a --tag | without_digests
git tag -n1
git cat-file -t sample-v1.0.0
zstd -qdc a/sample-1.0.0.tar.zst | tar tvf - | head -n 24 |
    sed -E 's/^(\S+ \S+) +[0-9]+ /\1 N /'
(cd a && sha256sum -c ./*.sha256)
cp manifests/sample/releases.jsonl a/sample-releases.jsonl.before
cmp manifests/sample/releases.jsonl a/sample-releases.jsonl
commit "Release 1.0.0"
find . -name '*.txt' -exec touch -d 2001-01-01 {} +
(
    umask 077
    TZ=Asia/Kathmandu LC_ALL=C.UTF-8 dictum pack -q sample 1.0.0 -o b -j 1
    dictum pack -q sample 1.0.0 -o c -j 7 --tag
)
git clone -q . clone
(cd clone && dictum pack -q sample 1.0.0 -o ../d -j 3)
for other in b c d; do
    cmp a/sample-1.0.0.tar.zst $other/sample-1.0.0.tar.zst
    cmp a/sample-1.0.0.tar.zst.sha256 $other/sample-1.0.0.tar.zst.sha256
done
cmp manifests/sample/releases.jsonl a/sample-releases.jsonl.before
dictum verify --quiet a/sample-1.0.0.tar.zst
python3 - <<'PY'
import hashlib, json, subprocess
line = json.loads(open("manifests/sample/releases.jsonl").readline())
tar = subprocess.run(["zstd", "-dc", "a/sample-1.0.0.tar.zst"],
                     stdout=subprocess.PIPE, check=True).stdout
assert line["archive"]["tar_sha256"] == hashlib.sha256(tar).hexdigest()
assert line["archive"]["bytes"] == len(open("a/sample-1.0.0.tar.zst",
                                            "rb").read())
assert line["released"] == "2024-05-01T12:00:00Z", line
assert b"Sentence 0 of article 37 " in tar
assert b"Sentence 0 of article 38 " not in tar, "a withheld text got in"
PY
[ -z "$(find . -name '*.part')" ]
