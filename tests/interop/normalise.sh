# What normalise --json prints, held against its schema by python3-jsonschema:
# every page of the regression set, and the sources of the sample corpus.
"$DICTUM" normalise --schema >"$SCRATCH/schema.json"
"$DICTUM" normalise --json -q "$ROOT"/tests/fixtures/pages/*.html "$ROOT"/corpus/northmoor/articles/*.txt \
    >"$SCRATCH/pages.jsonl"
/usr/bin/python3 "$ROOT/tests/interop/normalise.py" "$SCRATCH/schema.json" "$SCRATCH/pages.jsonl"
