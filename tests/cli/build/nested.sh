# A page nested 100,000 deep is read in little time, memory and stack.
. "$TESTS/cli/town.bash"
town_corpus
python3 - <<'END'
deep = "".join("<div><b>" for _ in range(50000))
page = ("<!DOCTYPE html><title>Deep</title>" + deep +
        "<p>The bridge was opened on Tuesday by the mayor of the town.</p>")
open("deep.html", "w").write(page)
table = "<!DOCTYPE html><title>Deep</title>" + "<table><tr><td>" * 33334
open("table.html", "w").write(
    table + "<p>The bridge was opened on Monday by the mayor of the town.</p>")
END
add_source deep deep.html 'kind: report'
add_source table table.html 'kind: report'
[ -n "$SANITIZED" ] || ulimit -v 1000000 -s 1024
(ulimit -t 30; exec dictum build -j1 town)
cat $articles/deep.txt $articles/table.txt
