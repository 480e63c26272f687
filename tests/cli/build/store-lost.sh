# Where a text is not held, a transcript that goes leaves the same bytes with a
# store of earlier builds and without one.
. "$TESTS/cli/lib.sh"
new_repo northmoor
dictum build --quiet northmoor --from "$TESTS/fixtures/northmoor/withheld"
python3 - <<'END'
path = "corpus/northmoor/sources.yaml"
head, *entries = open(path).read().split("\n  - id: ")
kept = [e for e in entries if e.split("\n")[0] != "commissioner-counts"]
assert len(kept) == len(entries) - 1
open(path, "w").write("\n  - id: ".join([head, *kept]))
END
cp -R . ../without
rm -r ../without/.dictum
dictum build --quiet northmoor
dictum -C ../without build --quiet northmoor
diff -r corpus ../without/corpus
diff -r manifests ../without/manifests
