# A run with a folder of work that is killed at any moment goes on from there
# and prints the same; two at once are refused; keys cut off are made again.
. "$TESTS/cli/lib.sh"
python3 "$TESTS/cli/dedup/texts.py" 3000 >lines
dictum dedup lines >whole
killed=0
for tenths in 1 2 3 4 6 8; do
    dictum dedup --work work --memory 1 -j2 lines >out 2>/dev/null &
    sleep "0.0$tenths"
    kill -KILL $! 2>/dev/null || :
    status=0
    wait $! 2>/dev/null || status=$?
    [ "$status" = 0 ] || killed=$((killed + 1))
done
[ "$killed" -gt 0 ]
dictum dedup --work work --memory 1 -j2 lines | cmp - whole
ls work

# As if the power had gone while keys, or what a join found, were written.
dictum dedup --sign --memory 1 lines --output keys
mkdir -p work
for bytes in 100 4000 1000000; do
    head -c -$bytes keys >work/keys
    echo "no pairs" >work/found1
    dictum dedup --work work lines | cmp - whole
done

# Killed between the last text's keys and the end: who goes on has nothing to
# sign, and who goes on then does not begin anew.
rm -rf work
mkdir work
python3 - <<'END'
keys = open("keys", "rb").read()
open("work/keys", "wb").write(keys[:keys.rindex(b"dt keys")])
END
expect_status 3 dictum dedup --work work --memory 1 lines >/dev/full 2>&1
dictum dedup --work work --memory 1 lines | cmp - whole

# Keys of a file that is not this one.
mkdir -p work
python3 "$TESTS/cli/dedup/texts.py" 10 >others
dictum dedup --sign others --output work/keys
status=0
dictum dedup --work work lines || status=$?
[ "$status" = 4 ]
rm work/keys

# Texts that are others than those whose keys were made.
mkdir -p work/found1/taken
cp lines changed
status=0
dictum dedup --work work changed 2>/dev/null || status=$?
[ "$status" = 3 ]
rmdir work/found1/taken work/found1
touch -d '2001-01-01' changed
dictum dedup --work work changed 2>&1 || echo "$?"
rm work/keys

status=0
python3 - "$DICTUM" <<'END' || status=$?
import fcntl, re, subprocess, sys
with open("work/lock", "w") as lock:
    fcntl.lockf(lock, fcntl.LOCK_EX)
    run = subprocess.run([sys.argv[1], "dedup", "--work", "work", "lines"],
                         capture_output=True, text=True)
print(re.sub("process [0-9]+", "process N", run.stderr), end="")
sys.exit(run.returncode)
END
[ "$status" = 3 ]
