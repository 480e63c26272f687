# warc.sh - reading a WARC file of 10,000 records, digests checked, against
# warcio. Sourced by tests/bench/run.sh.
# shellcheck shell=bash
#
# warcio comes from PyPI into $WORK/warcio and also writes the file; where it
# cannot be had, nothing is measured. CPU seconds: of ours the whole process,
# of warcio its work alone.

# shellcheck disable=SC2154 # tests/bench/run.sh sets them
print_warc() {
    local file=$WORK/bench.warc.gz python=$WORK/warcio/bin/python theirs count
    [ -x "$python" ] || {
        say "warcio from PyPI"
        python3 -m venv "$WORK/warcio" &&
            "$WORK/warcio/bin/pip" -q install warcio
    } >"$WORK/log" 2>&1 || {
        echo "Not measured: reading WARC files (PyPI cannot be reached)."
        return
    }
    "$python" tests/interop/warc_write.py "$file" 4975
    cat "$file" >/dev/null
    samples=$WORK/samples-warc
    rm -rf "$samples"
    mkdir -p "$samples"
    theirs=
    for _ in $(seq "$RUNS"); do
        timed ours "$dictum" warc "$file"
        read -r seconds count <<<"$("$python" tests/bench/warc_peer.py "$file")"
        theirs+="$seconds"$'\n'
    done
    theirs=$(sort -n <<<"${theirs%$'\n'}" | head -n 1)
    printf '\n%s\n%s\n' "| read $count WARC records, digests checked | CPU s |" \
        '|---|---:|'
    printf '| dictum warc | %s |\n' "$(best warc ours 2)"
    printf '| *warcio %s* | %s |\n' \
        "$("$WORK/warcio/bin/pip" show warcio | sed -n 's/^Version: //p')" \
        "$theirs"
    printf '\ndictum reads them %s times as fast as warcio.\n' \
        "$(divide "$theirs" "$(best warc ours 2)" %.1f)"
    rm -f "$file"
}
