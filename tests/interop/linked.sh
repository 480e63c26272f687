# Linked data as rdflib, which is not ours, reads it: the statements' types,
# quotations, positions and speakers, under absolute names.
if ! python3 -c 'import rdflib' 2>/dev/null; then
    python3 -m pip install -q --target "$SCRATCH/python" rdflib \
        >/dev/null 2>&1 || { echo "rdflib cannot be installed"; exit 77; }
fi
export PYTHONPATH=$SCRATCH/python
cd "$SCRATCH"
base=https://corpus.example/northmoor/
for format in web-annotation schema-org; do
    "$DICTUM" -C "$ROOT" export -q "$format" northmoor --base "$base" \
        --output "$SCRATCH/$format"
done
python3 "$ROOT/tests/interop/linked.py" "$base" \
    "$ROOT/corpus/northmoor/statements.jsonl" web-annotation schema-org
