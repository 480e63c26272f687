# Files of keys and of what a join has found in which a byte is another than
# was written are refused, wherever it is; a folder of work never gives other
# pairs for them.
python3 "$TESTS/cli/dedup/texts.py" 300 >lines
dictum dedup lines >whole
dictum dedup --sign --memory 1 lines --output keys
dictum dedup --join 1/1 keys --output found
cat >flip.py <<'END'
"""Flip a bit of a byte every so many, run a command, and expect a status."""
import subprocess
import sys

name, step, *command = sys.argv[1:]
whole = open(name, "rb").read()
step = max(1, len(whole) // int(step))
said = {}
for at in [*range(0, 220, 3), *range(220, len(whole), step)]:
    with open(name, "wb") as file:
        file.write(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1:])
    run = subprocess.run(command, capture_output=True, text=True)
    same = run.stdout == open("whole").read()
    if run.returncode == 0 and not same or run.returncode not in (0, 4, 5):
        sys.exit(f"{name}: byte {at} of {len(whole)}: status {run.returncode} {run.stderr}")
    said[run.returncode] = said.get(run.returncode, 0) + 1
with open(name, "wb") as file:
    file.write(whole)
print(name, "refused" if not said.get(0) else "taken")
END
python3 flip.py keys 40 "$DICTUM" dedup --join 1/1 keys --output refused
[ ! -e refused ]
python3 flip.py keys 40 "$DICTUM" dedup --merge keys found
python3 flip.py found 20 "$DICTUM" dedup --merge keys found
mkdir work
cp keys work/keys
cp keys kept
printf 'X' | dd of=keys bs=1 seek=3000 conv=notrunc status=none
dictum dedup --join 1/1 keys --output refused || echo "status $?" >&2
cp keys work/keys
dictum dedup --work work lines || echo "status $?" >&2

# What has to be done is what the message says.
rm work/keys
cp found work/found1
printf 'X' | dd of=work/found1 bs=1 seek=300 conv=notrunc status=none
dictum dedup --work work lines | cmp - whole

# Another version's, and a machine's that orders bytes otherwise.
for change in '1 7' 'X 8'; do
    cp kept keys
    printf %s "${change% *}" |
        dd of=keys bs=1 seek="${change#* }" conv=notrunc status=none
    dictum dedup --join 1/1 keys --output refused || echo "status $?" >&2
done
