# Whatever happens to a line of a manifest is told with the file and the line.
. "$TESTS/cli/town.bash"
built_corpus
articles=$manifests/articles.jsonl
statements=corpus/town/statements.jsonl

swap() { sed -i '1{h;d};2{G}' "$1"; }
twice() { sed -i '2p' "$1"; }

damaged 'out of order' swap $articles
damaged 'statements out of order' swap $statements
damaged 'cut in the last line' truncate -s -100 $articles
damaged 'cut before the last line end' truncate -s -1 $statements
damaged 'one byte' sed -i '2s/transcript/transcripT/' $articles
damaged 'one byte of a digest' sed -i '3s/"sha256":"./"sha256":"0/' $articles
damaged 'twice' twice $statements
damaged 'an empty line' sed -i '2i\\' $articles
damaged 'an empty line at the end' sed -i '$a\\' $statements
damaged 'a space' sed -i '3s/,"speaker"/, "speaker"/' $statements
damaged 'CR LF' sed -i '1s/$/\r/' $statements
damaged 'a BOM' sed -i '1s/^/\xef\xbb\xbf/' $articles
damaged 'an unknown member' edit $articles id=talk 'r["mood"] = "good"'
damaged 'a member gone' edit $articles id=talk 'del r["title"]'
damaged 'a wrong type' edit $articles id=talk 'r["title"] = 7'
damaged 'a wrong choice' edit $articles id=talk 'r["kind"] = "poem"'
damaged 'a wrong seal' sed -i '2s/"seal":"./"seal":"x/' $articles
damaged 'another seal' sed -i '2s/"seal":"[0-9a-f]*/"seal":"0123456789abcdef/' \
    $articles
damaged 'no seal' sed -i '2s/"seal":"[0-9a-f]*",//' $articles
damaged 'no object' sed -i '1i7' $articles
damaged 'no JSON' sed -i '1ihello' $articles
damaged 'invalid UTF-8' sed -i '3s/river/r\xffver/' $statements
damaged 'NUL' sed -i '1s/Good/\x00ood/' $statements
damaged 'nested 200 deep' sed -i "1s/^/$(printf '[%.0s' {1..200})/" $articles
damaged 'an escape too many' sed -i '1s/Good/\\u0047ood/' $statements
damaged 'a file without content' truncate -s 0 $articles
damaged 'a missing file' rm $manifests/duplicates.jsonl
damaged 'two missing files' rm $articles $statements
damaged 'no releases' rm $manifests/releases.jsonl

# What is here twice or out of order, as a merge by union leaves it, a build mends.
for file in $articles $statements; do
    for mess in swap twice; do
        $mess $file
        expect_status 1 dictum verify -q town 2>/dev/null
        dictum build -q town
        dictum verify -q town
    done
done
