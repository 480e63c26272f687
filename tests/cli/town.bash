# What the tests of build and verify share: a corpus of three small texts, all
# of them invented, so that what they expect does not depend on the sample
# corpus: . "$TESTS/cli/town.bash"
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"

articles=corpus/town/articles
snapshots=corpus/town/snapshots
manifests=manifests/town

# town_corpus: lay out corpus "town" with its sources and snapshots, not built.
# There is no git repository; new_repo after it makes one.
town_corpus() {
    mkdir -p corpus/town/articles corpus/town/snapshots manifests/town
    cat >corpus/town/corpus.yaml <<'END'
name: town
title: A town
licence: CC0-1.0
END
    cat >corpus/town/people.yaml <<'END'
people:
  - id: ann-lee
    name: Ann Lee
END
    echo 'sources:' >corpus/town/sources.yaml
    talk Rivers river >talk.txt
    add_source talk talk.txt 'kind: transcript' 'speaker: ann-lee'
    talk Bridges bridge >walk.txt
    add_source walk walk.txt 'kind: transcript' 'speaker: ann-lee'
    news >news.txt
    add_source news news.txt 'kind: report'
    rm talk.txt walk.txt news.txt
}

talk() { # TITLE WORD
    cat <<END
Ann Lee: a talk about $1

Good morning. The $2 has been here for longer than any of us have.

It was never ours to sell, and it will be here when we are gone.

So let us leave the $2 as we found it, and the path beside it too.
END
}

news() {
    cat <<'END'
Council keeps the mill open

The council voted on Tuesday to keep the old mill open for another year.

“It is a mill for everybody who lives here,” said Ann Lee after the vote.

Nobody spoke against it, and the meeting was over before the rain began.
END
}

# add_source ID FILE [LINE]...: register a file's bytes under ID, with further
# lines of its entry. RIGHTS=withheld keeps its snapshot out of git.
add_source() {
    local id=$1 file=$2 sha folder=corpus/town/snapshots
    shift 2
    sha=$(sha256sum <"$file" | cut -c 1-64)
    [ "${RIGHTS-open}" = open ] || folder=.dictum/snapshots
    mkdir -p "$folder"
    cp "$file" "$folder/$sha.${file##*.}"
    add_entry "$id" "snapshot: $sha" "$@"
}

# add_entry ID [LINE]...: an entry of sources.yaml.
add_entry() {
    printf '  - id: %s\n    url: https://example.org/%s\n' "$1" "$1"
    shift
    [ $# = 0 ] || printf '    %s\n' "$@"
    printf '    rights: {licence: CC0-1.0, text: %s}\n' "${RIGHTS-open}"
} >>corpus/town/sources.yaml

# built_corpus: town_corpus, built.
built_corpus() {
    town_corpus
    dictum build --quiet town
}

# left_over: no temporary file lies anywhere but in .dictum/.
left_over() {
    local found
    found=$(find . -path ./.dictum -prune -o -path ./.git -prune -o \
        -type f \( -name '*tmp*' -o -name '*spool*' -o -name '*.part' \
        -o -name '*clock-*' \) -print)
    [ -z "$found" ] && return 0
    echo "left over: $found" >&2
    exit 1
}

# damaged WHAT COMMAND...: do that to a copy of the corpus, verify it, which
# must find faults and change nothing, and take the copy back.
damaged() {
    echo "$1:" >&2
    shift
    cp -R corpus manifests "$TMPDIR"
    "$@"
    unchanged corpus manifests -- expect_status 1 dictum verify town >/dev/null
    rm -r corpus manifests
    mv "$TMPDIR/corpus" "$TMPDIR/manifests" .
}

# edit FILE KEY=VALUE STATEMENT...: change a record and seal it again.
edit() {
    python3 "$TESTS/cli/edit.py" "$@"
}
