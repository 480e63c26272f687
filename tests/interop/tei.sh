# The TEI export validates against the RELAX NG schema that Parla-CLARIN
# publishes. DICTUM_PARLA_CLARIN names its file, parla-clarin.rng of
# https://github.com/clarin-eric/parla-clarin (folder Schema).
command -v jing >/dev/null || { echo "jing is not here"; exit 77; }
"$DICTUM" -C "$ROOT" export -q tei northmoor --output "$SCRATCH/northmoor.xml"
"$DICTUM" -C "$ROOT" export -q tei northmoor --speaker amira-voss \
    --output "$SCRATCH/one.xml"
[ -f "${DICTUM_PARLA_CLARIN-}" ] ||
    { echo "DICTUM_PARLA_CLARIN: no schema here"; exit 77; }
jing "$DICTUM_PARLA_CLARIN" "$SCRATCH/northmoor.xml" "$SCRATCH/one.xml"
