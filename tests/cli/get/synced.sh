# What is unpacked is on the disk before it appears: where the disk refuses,
# nothing appears, and the same command works later.
. "$TESTS/cli/release.bash"
[ -z "$SANITIZED" ] || skip "no preloaded library under sanitizers"
command -v cc >/dev/null || skip "cc: needed to compile faults.c"
[ "$(uname)" = Linux ] || skip "LD_PRELOAD: only on Linux"
cc -shared -fPIC -O1 -o "$TMPDIR/faults.so" "$TESTS/cli/faults.c" -ldl
new_corpus --articles 4
dictum pack --quiet sample 1.0.0 --output shelf
told 3 env "LD_PRELOAD=$TMPDIR/faults.so" FAULT=sync FAULT_AT=1 \
    "$DICTUM" get sample --from shelf --extract there
[ -z "$(ls -A there)" ]
dictum get --quiet sample --from shelf --extract there
dictum verify --quiet there/sample-1.0.0
