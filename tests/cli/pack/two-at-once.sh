# One pack of a corpus at a time, and one of an archive, whoever makes it.
. "$TESTS/cli/release.bash"
new_corpus
git clone -q . clone
dictum pack -q sample 1.0.0 -o whole
git checkout -q manifests
mkdir shelf

# hold FILE: lock it as a pack does, until it is removed.
hold() {
    rm -f held
    python3 - "$1" <<'PY' &
import fcntl, os, sys, time
with open(sys.argv[1], "w") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    file.write("of another pack\n")
    file.flush()
    open("held", "w").close()
    while os.path.exists("held"):
        time.sleep(0.01)
PY
    until [ -e held ]; do sleep 0.01; done
}
let_go() {
    rm held
    wait
}

hold .dictum/lock
told 3 dictum pack -q sample 1.0.0 -o shelf |
    sed -E 's/process [0-9]+/process N/'
let_go
hold shelf/.sample-1.0.0.tar.zst.part
told 3 dictum pack -q sample 1.0.0 -o shelf
cat shelf/.sample-1.0.0.tar.zst.part
let_go
git status --porcelain manifests

# Two clones and one folder: each ends well or says that another is at work.
for _ in {1..8}; do
    rm -rf shelf/*
    dictum pack -q sample 1.0.0 -o shelf 2>first.txt & first=$!
    dictum -C clone pack -q sample 1.0.0 -o ../shelf 2>second.txt & second=$!
    wait $first || grep -q 'another process writes' first.txt
    wait $second || grep -q 'another process writes' second.txt
    cmp whole/sample-1.0.0.tar.zst shelf/sample-1.0.0.tar.zst
    (cd shelf && sha256sum -c --quiet ./*.sha256)
    git checkout -q manifests
    git -C clone checkout -q manifests
done
[ -z "$(find shelf -name '.*part' -o -name '*.tmp')" ]
