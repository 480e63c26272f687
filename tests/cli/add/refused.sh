# What is no article, or not said, is refused, and nothing changes.
. "$TESTS/cli/add.bash"
new_corpus
mkdir -p .dictum
: >.dictum/add.lock # stays when add has ended
refuse() {
    local status=$1
    shift
    unchanged . -- expect_status "$status" dictum add "$@"
}
: >empty
printf 'text\0text' >nul
printf '%%PDF-1.7 and so on' >paper.pdf
printf '<html><head><title>Nothing</title></head><body></body></html>' >no-body
truncate -s 200M ../huge
mkdir folder
refuse 3 none
refuse 3 folder
refuse 2 ftp://example.org/talk
refuse 4 empty
refuse 4 nul
refuse 4 paper.pdf
refuse 4 no-body
refuse 4 ../huge
refuse 4 page.html talk.txt empty
refuse 2 page.html --id 'Not a slug'
refuse 2 page.html --id s-0123456789abcdef
refuse 2 page.html talk.txt --id two
refuse 2 page.html --url ftp://example.org/
refuse 2 page.html --url https://example.org/first
refuse 2 page.html --speaker nobody
refuse 2 page.html --licence 'All rights'
refuse 2 page.html --kind letter
refuse 2 page.html --corpus village
refuse 2
sed -i 's/^licence: .*/licence: NOASSERTION/' corpus/town/corpus.yaml
refuse 2 page.html
echo 'sources: [{id: a, url: "http://a", rights: {licence: MIT, text: open}}]' \
    >corpus/town/sources.yaml
refuse 4 page.html --licence MIT
