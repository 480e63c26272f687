# A note of what was said that is not what a build left is made anew: it hides
# nothing that somebody said.
. "$TESTS/cli/town.bash"
town_corpus
printf '  - id: bob-ray\n    name: Bob Ray\n' >>corpus/town/people.yaml
printf 'Bob Ray: at the dam\n\nNobody has counted the herons on the weir.\n' >dam.txt
add_source dam dam.txt 'kind: transcript' 'speaker: bob-ray'
dictum build --quiet town
printf 'Later\n\n“Nobody has counted the herons on the weir,” said Ann Lee.\n' >later.txt
cp -R corpus manifests .dictum "$TMPDIR"

damaged_notes() { # WHAT VALUE: in SQL
    echo "# $1"
    rm -rf corpus manifests .dictum
    cp -Rp "$TMPDIR/corpus" "$TMPDIR/manifests" "$TMPDIR/.dictum" .
    dictum build --quiet town
    python3 - "$2" <<'END'
import sqlite3, sys
db = sqlite3.connect(".dictum/store.db")
said = "where corpus = 'town said'"
assert db.execute(f"select count(*) from built {said}").fetchone()[0] == 3
db.execute(f"update built set value = {sys.argv[1]} {said}")
db.commit()
END
    add_source later later.txt 'kind: report' 'published: 2024-02-08'
    dictum build --quiet town
    sed -n 's/.*"article":"later".*"verdict":"\([a-z-]*\)".*/\1/p' \
        corpus/town/statements.jsonl
    python3 - "$TMPDIR/.dictum/store.db" <<'END'
import sqlite3, sys
notes = [sqlite3.connect(path).execute(
    "select * from built where corpus = 'town said' order by id").fetchall()
    for path in (".dictum/store.db", sys.argv[1])]
assert notes[0] == notes[1]
END
}

damaged_notes 'as they were left' value
damaged_notes empty "x''"
damaged_notes zeros 'zeroblob(length(value))'
damaged_notes cut 'substr(value, 1, length(value) - 5)'
damaged_notes short 'substr(value, 1, 7)'
damaged_notes "another's" "(select max(value) from built where corpus = 'town said')"
