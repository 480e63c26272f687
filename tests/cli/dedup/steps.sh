# The three steps come to what one run prints, however the texts are spread
# over files, and so does a run that may hardly use memory. A step done again
# gives the same bytes.
python3 "$TESTS/cli/dedup/texts.py" 6000 >lines
dictum dedup lines >whole
wc -l <whole
dictum dedup --memory 1 lines | cmp - whole
dictum dedup --memory 1 - <lines | cmp - whole
dictum dedup --work work --memory 1 -j3 lines | cmp - whole
ls work
awk '{ print NR * 7919 % 6000, $0 }' lines | sort -n | cut -d ' ' -f 2- >mixed
split -n l/5 mixed shard.
for shard in shard.a?; do
    dictum dedup --sign --memory 1 "$shard" --output "$shard.keys"
done
for k in 1 2 3; do
    dictum dedup --join $k/3 shard.*.keys --output found.$k
done
dictum dedup --merge found.2 shard.*.keys found.3 found.1 | cmp - whole
dictum dedup --merge --clusters shard.*.keys found.* >clusters
dictum dedup --clusters lines | cmp - clusters
cp found.2 before
cp shard.aa.keys keys-before
dictum dedup --join 2/3 shard.*.keys --output found.2
dictum dedup --sign --memory 1 -j3 shard.aa --output shard.aa.keys
cmp found.2 before
cmp shard.aa.keys keys-before

# What does not belong together, or is not whole, is refused.
refused() {
    status=0
    dictum dedup "$@" || status=$?
    echo "status $status" >&2
}
refused --merge shard.*.keys found.1 found.2
refused --merge shard.*.keys found.1 found.1 found.2 found.3
refused --merge shard.aa.keys shard.ab.keys found.1 found.2 found.3
refused --merge shard.*.keys
refused --merge --shingle 4 shard.*.keys found.1 found.2 found.3
refused --join 4/3 shard.*.keys --output found.4
refused --join 1/3 shard.*.keys
refused --join 1/1 lines --output found.4
refused --join 1/1 shard.aa.keys shard.aa.keys --output found.4
refused --sign - --output keys
refused --sign --merge lines
head -c 5000 shard.aa.keys >short
refused --join 1/1 short --output found.4
# Where a run ends too, and where nothing is left.
python3 - shard.aa.keys >short <<'END'
import sys
with open(sys.argv[1], "rb") as file:
    whole = file.read()
first = int.from_bytes(whole[16:24], sys.byteorder)
assert first < len(whole)
sys.stdout.buffer.write(whole[:first])
END
refused --join 1/1 short --output found.4
: >short
refused --join 1/1 short --output found.4
: >none
dictum dedup --sign none --output none.keys
dictum dedup --join 1/1 none.keys --output none.found
dictum dedup --merge none.keys none.found
sed 's/"text": "/&another /' shard.aa >changed
mv changed shard.aa
refused --merge shard.*.keys found.1 found.2 found.3
test ! -e found.4
# A pipe is not waited for.
mkfifo pipe
mv pipe shard.aa
refused --merge shard.*.keys found.1 found.2 found.3
refused --join 1/1 none.keys shard.aa --output found.4
