# Decisions on copies that no build has carried out yet, or that were taken
# back since: what they join or part is not so. A stale one changes nothing.
. "$TESTS/cli/tiny.sh"
tiny_corpus
harbour='The harbour is dredged every second year, and this year it is not.
'
for id in harbour-a harbour-b harbour-c; do
    source_entry "$id" "$(snapshot "$harbour")" 'kind: report' \
        "url: https://$id.example/" >>corpus/tiny/sources.yaml
done
build() {
    dictum build --quiet tiny --from ../tmp/private
}
check() { # STATUS
    expect_status "$1" dictum verify --quiet tiny -j1 2>&1
    expect_status "$1" dictum verify tiny -j4 >/dev/null 2>&1
}
decided() { # DECISION...: before and after a build, and taken back.
    echo "# $*"
    {
        echo 'copies:'
        printf '  - {article: %s}\n' "$@"
    } >corpus/tiny/decisions.yaml
    check "${status:-1}"
    build 2>/dev/null
    check 0
    rm corpus/tiny/decisions.yaml
    echo '# taken back'
    check "${back:-1}"
    build
}
build
decided 'bridge-closed, copy_of: ferry-hourly'
decided 'bridge-closed, copy_of: harbour-b'
decided 'harbour-a, copy_of: ferry-hourly'
decided 'harbour-b, not_copy_of: harbour-a'
decided 'harbour-b, not_copy_of: harbour-a' 'harbour-a, copy_of: harbour-c'
# Which one is kept only a rebuild tells.
back=0 decided 'harbour-c, canonical: true'
echo '# decided otherwise'
echo 'copies: [{article: bridge-closed, copy_of: ferry-hourly}]' >corpus/tiny/decisions.yaml
build
echo 'copies: [{article: bridge-closed, copy_of: harbour-a}]' >corpus/tiny/decisions.yaml
check 1
rm corpus/tiny/decisions.yaml
build
fold() {
    sed -n "/\"id\":\"$1\"/s/.*\"fold_sha256\":\"\(.\{16\}\).*/\1/p" manifests/tiny/articles.jsonl
}
decided "bridge-closed, copy_of: ferry-hourly, judged: [$(fold bridge-closed), $(fold ferry-hourly)]"
status=0 back=0 decided "harbour-b, not_copy_of: harbour-a, judged: [0123456789abcdef, $(fold harbour-a)]" \
    'harbour-c, copy_of: nowhere'
echo '# packed'
echo 'copies: [{article: bridge-closed, copy_of: ferry-hourly}]' >corpus/tiny/decisions.yaml
commit 'Decide'
expect_status 5 dictum pack tiny 1.0.0 2>&1
build
commit 'Build'
expect_status 0 dictum pack tiny 1.0.0 >/dev/null 2>&1
