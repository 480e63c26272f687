# Two articles side by side, word by word; as a commit has them too; nothing
# of a withheld text, and of hostile texts nothing that steers a terminal.
. "$TESTS/cli/tiny.sh"
tiny_built
echo '# two articles'
expect_status 1 dictum diff bridge-closed ferry-hourly
echo '# the same'
dictum diff bridge-closed bridge-closed | tail -n 1
echo '# as a commit has it'
bridge=$'The old bridge over the Leam is closed from now on.\n\nIt opens again in spring, the county says.\n\nNobody believes it.\n'
tiny_sources "$(snapshot "$bridge")"
dictum build --quiet tiny --from ../tmp/private
expect_status 1 dictum diff HEAD:bridge-closed bridge-closed
expect_status 1 dictum diff --json HEAD:bridge-closed bridge-closed
expect_status 1 dictum diff --quiet :bridge-closed bridge-closed
echo '# what the bytes are'
dictum diff --json HEAD:bridge-closed bridge-closed >../tmp/found || true
python3 - <<'END'
import json, subprocess
found = json.load(open("../tmp/found"))
old = subprocess.run(["git", "show", "HEAD:corpus/tiny/articles/bridge-closed.txt"], stdout=subprocess.PIPE).stdout
new = open("corpus/tiny/articles/bridge-closed.txt", "rb").read()
for part in found["parts"]:
    a, b = (text[slice(*part[side])].decode() for text, side in ((old, "a"), (new, "b")))
    print(part["op"], repr(a), repr(b) if part["op"] != "equal" else "")
    assert (part["op"] == "equal") == (a == b)
END
echo '# what is no article'
expect_status 3 dictum diff bridge-closed letter-far-bank 2>&1
expect_status 2 dictum diff bridge-closed bridge-opened 2>&1
expect_status 2 dictum diff HEAD:bridge-opened bridge-closed 2>&1
expect_status 2 dictum diff nowhere:bridge-closed bridge-closed 2>&1
expect_status 2 dictum diff bridge-opened bridge-opened 2>&1
expect_status 2 dictum diff HEAD:../../etc/passwd bridge-closed 2>&1
expect_status 2 dictum diff --corpus town HEAD:bridge-closed bridge-closed 2>&1
echo '# hostile texts'
printf 'A \033[31mred\033[0m word, \342\200\256turned.\n' >corpus/tiny/articles/bridge-closed.txt
printf '%0300d x\n' 7 >corpus/tiny/articles/ferry-hourly.txt
expect_status 1 dictum diff bridge-closed ferry-hourly
printf 'A \377 word\n' >corpus/tiny/articles/bridge-closed.txt
expect_status 4 dictum diff bridge-closed ferry-hourly 2>&1
