# A quotation above what was said, with the differences marked.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build -q northmoor --from "$TESTS/fixtures/northmoor/withheld"
show() { # VERDICT
    dictum show "$(grep "\"verdict\":\"$1\"" corpus/northmoor/statements.jsonl |
        sed -E 's/.*"id":"(s-[0-9a-f]*)".*/\1/' | head -n 1)" |
        grep -e '^fidelity' -e '^word' -e '^changed' -e '^held' -e '^searched' \
            -e '^attested' -e '^As' -e '^  ' | sed '/In its context/,$d'
}
show altered
show elided
show stitched | cut -c 1-160
dictum stats northmoor | sed -n '/^Quotations/,/^$/p'
dictum stats northmoor --json | grep -o '"verdicts":[^]]*]'
