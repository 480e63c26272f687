# Every format of a whole corpus, held against its records by other readers.
. "$TESTS/cli/lib.sh"
new_repo northmoor
mkdir out
for format in web-annotation schema-org tei csv jsonl; do
    dictum export "$format" northmoor --output "out/$format"
    dictum export "$format" --quiet | cmp - "out/$format"
done
python3 "$TESTS/cli/export.py" northmoor out
echo '# no word of a withheld text'
for file in "$TESTS"/fixtures/northmoor/withheld/*; do
    # shellcheck disable=SC1112 # the apostrophe of the texts
    grep -oE '[A-Za-z’, ]{60,}' "$file" | head -n 50 >words
    [ -s words ]
    expect_status 1 grep -qFf words out/*
done
