# table.sh - the samples of tests/bench/run.sh as a table and as checks.
# shellcheck shell=bash
#
# A sample is a line: wall seconds, CPU seconds, peak KiB, exit status. Uses
# $WORK and COUNTS.

# best N NAME FIELD: the smallest of the samples; nothing when there is none.
best() {
    [ -e "$WORK/samples-$1/$2" ] || return 0
    awk -v f="$3" 'NR == 1 || $f < least { least = $f } END { print least }' \
        "$WORK/samples-$1/$2"
}

median() {
    [ -e "$WORK/samples-$1/$2" ] || return 0
    awk -v f="$3" '{ print $f }' "$WORK/samples-$1/$2" | sort -g |
        awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# divide A B [FORMAT]: nothing when one of them is missing.
divide() {
    [ -n "$1" ] && [ -n "$2" ] || return 0
    awk -v a="$1" -v b="$2" -v f="${3:-%.3f}" \
        'BEGIN { if (b > 0) printf f, a / b }'
}

row() { # N NAME WORDS
    local wall cpu
    wall=$(best "$1" "$2" 1) cpu=$(best "$1" "$2" 2)
    [ -n "$wall" ] || return 0
    printf '| %s | %s | %.2f | %.2f | %.2f | %s | %s | %s | %s |\n' "$1" \
        "$3" "$wall" "$(median "$1" "$2" 1)" "$cpu" \
        "$(divide "$(awk '$3 > m { m = $3 } END { print m }' \
            "$WORK/samples-$1/$2")" 1024 %.0f)" \
        "$(awk -v n="$1" -v w="$wall" 'BEGIN { printf "%.0f", w / n * 1e6 }')" \
        "$(awk -v n="$1" -v c="$cpu" 'BEGIN { printf "%.0f", c / n * 1e6 }')" \
        "$(wc -l <"$WORK/samples-$1/$2")"
}

print_table() {
    local n
    echo "| articles | command | wall s, best | wall s, median | CPU s, best |" \
        "peak MiB | wall µs an article | CPU µs an article | runs |"
    echo "|---:|---|---:|---:|---:|---:|---:|---:|---:|"
    for n in "${COUNTS[@]}"; do
        row "$n" first 'build from nothing, -j2'
        row "$n" single 'build from nothing, -j1'
        row "$n" unchanged 'build unchanged, -j2'
        row "$n" changed 'build after changing one source, -j2'
        row "$n" verify 'verify, -j2'
        row "$n" rhash '*rhash -c* over the same files'
        row "$n" pack-3 'pack --level 3, -j2'
        row "$n" tar-3 '*tar, zstd -T2 -3* of the same files'
        row "$n" pack-10 'pack --level 10, -j2'
        row "$n" tar-10 '*tar, zstd -T2 -10* of the same files'
        row "$n" archive 'verify of the .tar.zst, -j2'
        row "$n" sha256sum '*sha256sum -c* over the unpacked release'
        row "$n" get 'get --extract from a folder'
    done
}

# check N WORDS REQUIRED MEASURED [NOTE]
check() {
    local verdict
    [ -n "$4" ] || return 0
    verdict=$(awk -v r="$3" -v m="$4" \
        'BEGIN { print m + 0 <= r + 0 ? "ok" : "MISSED" }')
    echo "| $1 | $2 | $3 | $4 | ${5-} | $verdict |"
}

# against N WORDS REQUIRED OURS PEER: by the best wall time of each. Where the
# machine has other work, CPU time is what can be relied on.
against() {
    local notes
    notes="medians $(divide "$(median "$1" "$4" 1)" "$(median "$1" "$5" 1)")"
    notes+=", CPU $(divide "$(best "$1" "$4" 2)" "$(best "$1" "$5" 2)")"
    check "$1" "$2" "$3" "$(divide "$(best "$1" "$4" 1)" \
        "$(best "$1" "$5" 1)")" "$notes"
}

check_memory() { # N: the command that took most
    local file peak most=0 name=''
    for file in first single unchanged changed verify pack-3 pack-10 archive \
        get; do
        [ -e "$WORK/samples-$1/$file" ] || continue
        peak=$(awk '$3 > m { m = $3 } END { print int(m / 1024) }' \
            "$WORK/samples-$1/$file")
        if [ "$peak" -gt "$most" ]; then most=$peak name=$file; fi
    done
    check "$1" 'peak memory of any command, MiB' 512 "$most" "$name"
}

print_checks() {
    local n least=${COUNTS[0]}
    printf '\n%s\n' '| articles | what | at most | measured | | |'
    echo '|---:|---|---:|---:|---|---|'
    for n in "${COUNTS[@]}"; do
        against "$n" 'verify ÷ rhash -c' 0.45 verify rhash
        against "$n" 'verify of the .tar.zst ÷ sha256sum -c' 0.6 archive \
            sha256sum
        against "$n" 'pack ÷ tar, level 3' 0.9 pack-3 tar-3
        against "$n" 'pack ÷ tar, level 10' 1.05 pack-10 tar-10
        against "$n" 'unchanged build ÷ first' 0.05 unchanged first
        check_memory "$n"
        [ "$n" != "$least" ] || continue
        check "$n" "cost an article ÷ that at $least, wall" 1.3 \
            "$(divide "$(divide "$(best "$n" first 1)" "$n" %.9f)" \
                "$(divide "$(best "$least" first 1)" "$least" %.9f)")"
        check "$n" "cost an article ÷ that at $least, CPU" 1.3 \
            "$(divide "$(divide "$(best "$n" first 2)" "$n" %.9f)" \
                "$(divide "$(best "$least" first 2)" "$least" %.9f)")"
    done
    for n in "${COUNTS[@]}"; do
        printf '\nTwo threads build %s articles %s times as fast as one.' \
            "$n" "$(divide "$(best "$n" single 1)" "$(best "$n" first 1)" %.2f)"
    done
    printf '\n\n'
}
