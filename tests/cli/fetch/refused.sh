# What cannot be asked, and what there is nothing to ask for.
. "$TESTS/cli/web.bash"
new_town
told() {
    local status=0
    "$@" 2>&1 || status=$?
    echo "status $status"
}
told dictum fetch nowhere
told dictum fetch town --tries 0
told dictum fetch town --max-bytes 99999999
told dictum fetch town --memento ftp://archive.example/
told dictum fetch town --contact 'a (b)'
told dictum fetch town
source_at odd 'http://127.0.0.1:99999/'
printf '  - id: hidden\n    snapshot: %064d\n    rights: {licence: CC0-1.0, text: open}\n' 7 \
    >>corpus/town/sources.yaml
told dictum fetch town
: >.dictum/fetch.lock
python3 - <<'END' &
import fcntl, time
with open(".dictum/fetch.lock", "r+") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    open("locked", "w").close()
    time.sleep(60)
END
servers+=($!)
until [ -e locked ]; do sleep 0.05; done
told dictum fetch town | sed 's/process [0-9]*/process N/'
