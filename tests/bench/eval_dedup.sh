#!/usr/bin/env bash
# How well copies are found: on generated ones of which the truth is known
# (copies.c), beside what the peers find of them; and on real ones.
#
#   BUILD=build tests/bench/eval_dedup.sh
#
# EVAL_ORIGINALS  originals of 12 copies each (2000)
# DICTUM_EVAL     folder of evaluation suites with eval_dups.py
#
# Prints Markdown; status 1 when one of the required figures is missed.
set -eu -o pipefail
cd "$(dirname "$0")/../.."
BUILD=$(cd "${BUILD:-build}" && pwd)
WORK=$BUILD/eval-dedup
COUNT=${EVAL_ORIGINALS:-2000}
export LC_ALL=C
# shellcheck source=tests/bench/table.sh
. tests/bench/table.sh
# shellcheck source=tests/bench/dedup.sh
. tests/bench/dedup.sh
dictum=$BUILD/dictum
missed=0

# row NAME FILE: what a program found, as shares.
row() {
    env -C "$WORK" "$BUILD/tests/bench/copies" judge "$COUNT" <"$2" |
        awk -F ' *[|] *' -v name="$1" -v found="$(wc -l <"$2")" '{
            printf "| %s | %.4f | %.4f | %.4f | %.4f |\n", name, $4 / $3,
                $6 / $5, $8 / $7, found ? 1 - $9 / found : 0 }'
}

require() { # SUITE, COLUMN and LEAST by name, in rows of the judge
    awk -F ' *[|] *' '/^[|] dictum / {
        if ($3 < 0.99 || $5 < 0.98 || $6 < 1) exit 1 }' "$1" || {
        echo 'MISSED: recall 0.99 from 0.8, 0.98 of excerpts, precision 1.'
        missed=1
    }
}

mkdir -p "$WORK"
env -C "$WORK" "$BUILD/tests/bench/copies" make "$COUNT" >"$WORK/texts.jsonl"
{
    echo "| of $COUNT originals | recall, Jaccard ≥ .8 | .5 to .8 |" \
        'excerpts | precision |'
    echo '|---|---:|---:|---:|---:|'
    "$dictum" dedup "$WORK/texts.jsonl" >"$WORK/found"
    row dictum "$WORK/found"
    if dedup_venv; then
        for peer in datasketch rensa; do
            if dedup_peer "$peer" "$WORK/texts.jsonl" >/dev/null; then
                row "*$peer*" "$WORK/pairs"
            else
                echo "| *$peer* | failed | | | |"
            fi
        done
        echo 'text-dedup gives clusters, which have no pairs to judge.'
    else
        echo 'Not measured: no venv can be made here.'
    fi
} | tee "$WORK/results.md"
require "$WORK/results.md"
if [ -z "${DICTUM_EVAL-}" ]; then
    echo 'Not measured: real copies (DICTUM_EVAL names none).'
    exit "$missed"
fi
for suite in mccormick:1000 extract polnear; do
    (cd "$DICTUM_EVAL" && python3 eval_dups.py "$suite" \
        --cmd "$dictum dedup {in}") || missed=1
done
exit "$missed"
