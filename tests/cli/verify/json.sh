# To a program every fault is told as well: its file, its line, what it is.
. "$TESTS/cli/town.bash"
built_corpus
dictum verify --json town
echo .dictum/ >.gitignore
new_repo
dictum pack -q town 1.0.0 --output releases
commit 'Release it'
faults() { python3 -c '
import json, sys
report = json.load(sys.stdin)
assert report["problems"] == len(report["faults"])
for f in report["faults"]:
    print(f["file"], f["line"], f["message"], sep=" | ")'; }
dictum verify --json releases/town-1.0.0.tar.zst |
    sed -E 's/[0-9a-f]{40}([0-9a-f]{24})?/HASH/g'
sed -i '2s/transcript/transcripT/' $manifests/articles.jsonl
rm $snapshots/4271151b*
status=0
dictum verify --json town >../tmp/report || status=$?
[ "$status" = 1 ]
faults <../tmp/report
git checkout -q .
echo 'sources: 7' >corpus/town/sources.yaml
expect_status 4 dictum verify --json town
git checkout -q .
echo 'Files that are named like a message:'
for file in $articles/a:7:b.txt "$snapshots/c: d" corpus/town/e:f \
    manifests/town/articles/g:h.jsonl; do
    mkdir -p "$(dirname "$file")"
    echo >"$file"
done
expect_status 1 dictum verify --json town >../tmp/report
faults <../tmp/report
git clean -fdq
cd releases
truncate -s 7000 town-1.0.0.tar.zst
rm -f town-1.0.0.tar.zst.sha256
expect_status 4 dictum verify --json ./town-1.0.0.tar.zst >../../tmp/report
faults <../../tmp/report
cat ../../tmp/report
