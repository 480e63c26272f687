# A release of the sample corpus, read by programs that share no code with
# ours: GNU tar, zstd, sha256sum and tests/interop/release.py.
mkdir "$SCRATCH/clone"
cd "$SCRATCH/clone"
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
git init -q .
cp -R "$ROOT/corpus" "$ROOT/manifests" .
withheld=$ROOT/tests/fixtures/northmoor/withheld
"$DICTUM" build -q northmoor --from "$withheld"
git add -A
git commit -qm "Start"
"$DICTUM" pack -q northmoor 0.1.0 --output "$SCRATCH"
cd "$SCRATCH"
sha256sum -c northmoor-0.1.0.tar.zst.sha256
zstd -qt northmoor-0.1.0.tar.zst
tar --zstd -xf northmoor-0.1.0.tar.zst
(cd northmoor-0.1.0 && sha256sum --quiet -c manifest-sha256.txt && sha256sum --quiet -c tagmanifest-sha256.txt)
zstd -dcq northmoor-0.1.0.tar.zst | sha256sum | cut -d' ' -f1 >tar.sha256
/usr/bin/python3 "$ROOT/tests/interop/release.py" northmoor-0.1.0 \
    clone/manifests/northmoor/releases.jsonl "$(cat tar.sha256)" "$withheld"
# Where zstd is as old as our library, the bytes are its own (adapt/zstd.h).
version=$(sed -n 's/.*"zstd":{[^}]*"library":"\([^"]*\)".*/\1/p' northmoor-releases.jsonl)
same_as_zstd() { # ARCHIVE OPTION...
    zstd -dcq "$1" | zstd -q -T2 "${@:2}" | cmp - "$1"
}
if zstd --version | grep -qF "v$version,"; then
    same_as_zstd northmoor-0.1.0.tar.zst -10 --zstd=mml=6,hlog=21 -B6MiB
    git -C clone checkout -q manifests
    (cd clone && "$DICTUM" pack -q northmoor 0.1.0 --level 3 --output "$SCRATCH/fast")
    same_as_zstd fast/northmoor-0.1.0.tar.zst \
        -3 --zstd=strategy=1,mml=7,hlog=17,wlog=22 -B4MiB
fi
