# Records whose source is gone, lines that are none, and what the curator
# says otherwise by now.
. "$TESTS/cli/tiny.sh"
tiny_built
sed -i -e 's/Leam Courier/Leam Gazette/' -e '/id: ferry-hourly/,/rights/d' \
    corpus/tiny/sources.yaml
expect_status 1 masked dictum status
git checkout -q corpus
sed -i 's/The bridge is closed/The bridge is shut/' manifests/tiny/articles.jsonl
expect_status 1 masked dictum status | sed -E 's/be [0-9a-f]{16}/be SEAL/'
git checkout -q manifests
printf '{"id":' >>manifests/tiny/articles.jsonl
expect_status 1 dictum status
