# What has vanished, from the memory of an archive: negotiated, or chosen from
# its list by the day of publication.
. "$TESTS/cli/web.bash"
start_faulty
new_town
url=http://127.0.0.1:$faulty
source_at negotiated "$url/gone/negotiated"
source_at listed "$url/gone/listed"
source_at forgotten "$url/gone/forgotten"
sed -i "s|^  - id: listed|&\n    published: 2024-02-03|" corpus/town/sources.yaml
fetch
fetch --memento "$url/gate/"
grep -e gate -e memory -e map "$TMPDIR/faulty.log" | sort |
    sed -E -e "s|$faulty|PORT|" -e 's/(negotiated|forgotten|2025) .*/\1 DATE/'
expect_status 1 dictum build -q town
plain <manifests/town/snapshots.jsonl | grep -o -e '"http":{[^}]*}'
