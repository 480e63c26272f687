# Of quotations of one utterance the first is the one published first: by day,
# and on one day by the time that a date tells. A copy is never first.
. "$TESTS/cli/town.bash"
town_corpus
new_repo

report() { # TITLE
    printf '%s\n\n“It was ours to sell, and it will be here when we are gone,” said Ann Lee after the vote.\n' \
        "$1"
}
first() {
    python3 - <<'END'
import json
lines = [json.loads(line) for line in open("corpus/town/statements.jsonl")]
names = {s["id"]: s["article"] for s in lines}
for s in sorted(lines, key=lambda s: s["article"]):
    if s["article"] in ("east", "west"):
        print(s["article"], "is", "first" if s["same_as"] is None else "as " + names[s["same_as"]])
END
}
at() { # EAST WEST: when they were published
    sed -i -e "/id: east$/,/published/s/published: .*/published: $1/" \
        -e "/id: west$/,/published/s/published: .*/published: $2/" \
        corpus/town/sources.yaml
    echo "# $1 and $2"
    dictum build --quiet town
    first
    dictum verify --quiet town
}

report 'East' >east.txt
report 'West' >west.txt
add_source east east.txt 'kind: report' 'published: 2024-02-06'
add_source west west.txt 'kind: report' 'published: 2024-02-06'
at 2024-02-06T08:00:00Z 2024-02-06T09:00:00Z
at 2024-02-06T09:00:00Z 2024-02-06T08:00:00Z
at 2024-02-06T09:00:00+03:00 2024-02-06T08:00:00Z
at 2024-02-06 2024-02-06T23:00:00Z
at 2024-02-06T00:00:00Z 2024-02-06
at 2024-02-06 2024-02-05T23:00:00Z

# Of two that are nearly the same, of one day, one article is first in all.
longer() { # TITLE END
    printf '%s\n\n“%s,” said Ann Lee after the vote on Tuesday.\n\n“%s,” said Ann Lee at the door.\n\n“%s,” Ann Lee said on the bridge.\n\n“%s,” said Ann Lee in the end.\n\nNobody spoke against it, and the meeting was over before the rain began to fall on the square and on the roofs of %s.\n' \
        "$1" 'It was ours to sell, and it will be here when we are gone' \
        'We have paid for every stone of it, and for the mortar too' \
        'The river does not ask who owns the bank that it takes away' \
        'My door is open to whoever has a better plan than this one' "$2"
}
longer East 'the town and the mill' >east.txt
longer West 'the town' >west.txt
sed -i '/id: east$/,$d' corpus/town/sources.yaml
add_source east east.txt 'kind: report' 'published: 2024-02-06'
add_source west west.txt 'kind: report' 'published: 2024-02-06'
at 2024-02-06 2024-02-06
longer West 'the town and the mill and the inn' >west.txt
sed -i '/id: west$/,$d' corpus/town/sources.yaml
add_source west west.txt 'kind: report' 'published: 2024-02-06'
at 2024-02-06 2024-02-06

# Nor is a version that was changed first, however much longer it is.
version() { # HEAD END
    printf '<!DOCTYPE html><html lang=en><head><title>Mill</title><meta property="article:published_time" content="2024-02-06T08:00:00Z">%s</head><body><article><h1>Mill</h1>' "$1"
    longer '' "$2" | sed -e '/./s/.*/<p>&<\/p>/'
    printf '</article></body></html>\n'
}
version '' 'the town' >east.html
version '<meta property="article:modified_time" content="2024-02-06T11:00:00Z">' \
    'the town and the mill' >west.html
sed -i '/id: east$/,$d' corpus/town/sources.yaml
add_source east east.html 'kind: report' 'published: 2024-02-06'
add_source west west.html 'kind: report' 'published: 2024-02-06'
at 2024-02-06T08:00:00Z 2024-02-06T08:00:00Z
