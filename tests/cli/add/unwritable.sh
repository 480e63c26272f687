# A folder that may not be written to, and a full disk, leave what was there.
. "$TESTS/cli/add.bash"
new_corpus
chmod 555 corpus/town
unchanged corpus -- expect_status 3 limited dictum add page.html
chmod 755 corpus/town
export -f expect_status unchanged tree_digest new_corpus page
# shellcheck disable=SC2016 # expanded in the other shell
on_small_disk 128k bash -euc '
    new_corpus
    dd if=/dev/zero of=filler bs=1k 2>/dev/null || true
    unchanged corpus -- expect_status 3 dictum add page.html' || exit $?
