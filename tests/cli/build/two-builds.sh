# Of two builds at once the second stops and names the process of the first.
. "$TESTS/cli/town.bash"
built_corpus
echo >>corpus/town/people.yaml
python3 - <<'END' >holder &
import fcntl, os, time
lock = open(".dictum/lock", "r+b")
fcntl.lockf(lock, fcntl.LOCK_EX)
print(os.getpid(), flush=True)
time.sleep(60)
END
trap 'kill $!' EXIT
while ! [ -s holder ]; do sleep 0.05; done
unchanged corpus manifests -- expect_status 3 dictum build town 2>err
sed "s/process $(<holder) /process HOLDER /" err
kill $!
trap - EXIT
wait $! || true
dictum build --quiet town
