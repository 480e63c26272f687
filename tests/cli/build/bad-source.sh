# A source that is no text stops the build with its line, and nothing changes.
. "$TESTS/cli/town.bash"
built_corpus
cp -R corpus before

refused() { # STATUS FILE [LINE]...
    local wanted=$1 file=$2
    shift 2
    add_source bad "$file" "$@"
    unchanged corpus manifests -- expect_status "$wanted" dictum build town
    rm -r corpus "$file"
    cp -R before corpus
}

: >empty.txt
refused 4 empty.txt
printf 'Good morning\0to all of you.\n' >nul.txt
refused 4 nul.txt
printf '\211PNG\r\n\032\n1234' >picture.bin
refused 4 picture.bin
printf '\177ELF\002\001\001' >program.txt
refused 4 program.txt 'media_type: text/plain'
truncate -s 200M large.txt
refused 4 large.txt
