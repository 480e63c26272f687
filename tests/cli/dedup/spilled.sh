# Pairs that are too many for the memory go to a file, like keys, and nothing
# of the result is another: families of texts that are all near each other.
. "$TESTS/cli/lib.sh"
python3 - >texts <<'END'
import json, random
chance = random.Random(3)
for family in range(12):
    words = [f"w{chance.randrange(9000)}" for _ in range(80)]
    for i in range(60):
        text = list(words)
        text[chance.randrange(80)] = "another"
        print(json.dumps({"id": f"{i:02}-{family:02}", "text": " ".join(text)}))
END
dictum dedup texts >pairs
wc -l <pairs
dictum dedup --clusters texts >clusters
wc -l <clusters
for jobs in 1 2; do
    dictum dedup -j$jobs --memory 1 texts | cmp - pairs
    dictum dedup -j$jobs --memory 1 --clusters texts | cmp - clusters
done
dictum dedup --memory 1 --work work texts | cmp - pairs
dictum dedup --sign texts -o keys
dictum dedup --join 1/1 keys -o found
dictum dedup --join 1/1 --memory 1 keys -o spilled
cmp found spilled
dictum dedup --merge --memory 1 keys found | cmp - pairs
echo '# with nowhere to put them'
export TMPDIR=$PWD/gone
dictum dedup texts | cmp - pairs
expect_status 3 dictum dedup --memory 1 texts 2>error
sed 's|.*/gone/[^:]*|gone|' error
