# What duplicates --json and diff --json print, held against their schemas by
# python3-jsonschema.
cd "$ROOT"
for verb in duplicates diff; do
    "$DICTUM" "$verb" --schema >"$SCRATCH/$verb.schema"
done
"$DICTUM" duplicates --json >"$SCRATCH/duplicates"
"$DICTUM" diff --json infirmary-beds-first infirmary-beds >"$SCRATCH/diff" || [ $? = 1 ]
for verb in duplicates diff; do
    /usr/bin/python3 "$ROOT/tests/interop/copies.py" "$SCRATCH/$verb.schema" "$SCRATCH/$verb"
done
