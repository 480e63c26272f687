# One call of a kind fails, at many places of a pack: releases.jsonl and the
# shelf agree, one line says why, and packing again completes it to the bytes
# of a pack that nothing disturbed.
. "$TESTS/cli/release.bash"
[ -z "$SANITIZED" ] || skip "no preloaded library under sanitizers"
command -v cc >/dev/null || skip "cc: needed to compile faults.c"
[ "$(uname)" = Linux ] || skip "LD_PRELOAD: only on Linux"
cc -shared -fPIC -O1 -o "$TMPDIR/faults.so" "$TESTS/cli/faults.c" -ldl
fault=(env "LD_PRELOAD=$TMPDIR/faults.so")
new_corpus --articles 2
dictum pack -q sample 1.0.0 -o "$TMPDIR/whole"
whole=$(cd "$TMPDIR/whole" && sha256sum -- *)

again() {
    git checkout -q manifests
    rm -rf shelf .dictum
}

# disagree WHAT: end the test.
disagree() {
    echo "$kind $n, status $status: $1" >&2
    cat err >&2
    ls -lA shelf >&2
    exit 1
}

try() {
    again
    status=0
    "${fault[@]}" "FAULT=$kind" "FAULT_AT=$n" \
        "$DICTUM" pack -j1 -q sample 1.0.0 -o shelf 2>err || status=$?
    [ "$(grep -c '^dictum: error: ' err)" = $((status != 0)) ] ||
        disagree 'not one line'
    if [ -s manifests/sample/releases.jsonl ]; then
        (cd shelf && sha256sum -c --quiet ./*.sha256) ||
            disagree 'recorded, and no archive'
        [ "$status" = 0 ] || grep -q 'pack it again' err ||
            disagree 'recorded, and not said'
    else
        [ "$status" != 0 ] || disagree 'not recorded'
        [ -z "$(find shelf -name 'sample-1.0.0*' 2>/dev/null)" ] ||
            disagree 'an archive that is not recorded'
    fi
    dictum pack -q sample 1.0.0 -o shelf || disagree 'not packed again'
    [ "$(cd shelf && sha256sum -- *)" = "$whole" ] || disagree 'other bytes'
}

for kind in link rename sync open write; do
    again
    "${fault[@]}" "FAULT=$kind" FAULT_COUNT="$TMPDIR/count" \
        "$DICTUM" pack -j1 -q sample 1.0.0 -o shelf
    calls=$(<"$TMPDIR/count")
    [ "$calls" -gt 0 ] || [ "$kind" = link ]
    for ((n = 1; n <= calls; n += calls / 12 + 1)); do
        try
    done
done
