# Records that are edited and sealed anew, with all that is counted over them:
# what contradicts other records, the curator's files or the texts is seen at
# once; the rest when everything is made again.
. "$TESTS/cli/town.bash"
town_corpus
records=$manifests/articles.jsonl
edges=$manifests/duplicates.jsonl
story() { # LAST: a report, long enough to be compared
    cat <<END
The ferry is to run all night

The night ferry over the Leam will run on every day of the week from May.

The county counted two hundred people a night who had no other way home.

Its crews have asked for a second boat, and for a roof over the landing.

$1
END
}
story 'Nobody knows yet what a ticket is going to cost after midnight.' >ferry.txt
story 'A ticket after midnight is going to cost as much as one by day.' >other.txt
story 'Nobody knows yet what tickets are going to cost after midnight.' >later.txt
add_source ferry ferry.txt 'kind: report' 'publisher: The Leam Post' \
    'published: 2024-04-02' 'media_type: text/plain'
add_source other other.txt 'kind: report' 'publisher: The Landing' \
    'published: 2024-05-20'
add_source later later.txt 'kind: report' 'publisher: the leam post' \
    'published: 2024-04-03'
rm ferry.txt other.txt later.txt
echo '  - {id: bea-orr, name: Bea Orr}' >>corpus/town/people.yaml
quoting() { # TITLE
    echo "$1"
    cat <<'END'

“It was never ours to sell, and it will be here when we are gone,” said Ann Lee.

A man called Tom Ash said it was late. Bea Orr and Mrs Vale were there as well.
END
}
quoting 'A talk by the river' >first.txt
quoting 'What was said by the river' >second.txt
add_source first first.txt 'kind: report' 'published: 2024-02-05' \
    'event: {name: Talk, date: 2024-02-04}'
add_source second second.txt 'kind: report' 'published: 2024-02-06'
talk Mills mill | sed 's/Ann Lee/Cora Dunn/' >dunn.txt
add_source dunn dunn.txt 'kind: transcript' \
    'event: {name: Talk, date: 2024-02-04}'
talk Canals canal >boats.txt
add_source boats boats.txt 'kind: transcript' 'speaker: bea-orr'
RIGHTS=withheld
quoting 'In private' >private.txt
add_source private private.txt 'kind: report' 'published: 2024-02-07'
RIGHTS=open
rm first.txt second.txt dunn.txt boats.txt private.txt
dictum build --quiet town
dictum verify --quiet --rebuild town
sed -E 's/,"seal".*//' $edges

# sealed WHAT COMMAND...: what verify says of that, or --rebuild where it says
# nothing.
sealed() {
    local status=0
    echo "$1:"
    shift
    cp -R corpus manifests "$TMPDIR"
    "$@"
    unchanged corpus manifests -- dictum verify --quiet town 2>&1 || status=$?
    if [ "$status" = 0 ]; then
        unchanged corpus manifests -- \
            expect_status 1 dictum verify --quiet --rebuild town 2>&1 |
            sed 's/ differs from .*/ only --rebuild sees it/'
    fi
    rm -r corpus manifests
    mv "$TMPDIR/corpus" "$TMPDIR/manifests" .
}
both_media() { # ID TYPE
    edit $records id="$1" "r['media_type'] = '$2'"
    edit $manifests/snapshots.jsonl source="$1" "r['media_type'] = '$2'"
}
sealed 'both media types, and the entry says which' both_media ferry text/markdown
sealed 'both media types, and the bytes tell' both_media other text/html
sealed 'no two texts can be so alike' edit $edges relation=near \
    'r["jaccard"] = 900' 'r["containment"] = 910'
sealed 'all of the one, and all but a little of both' edit $edges \
    relation=near 'r["jaccard"] = r["containment"] + 1'
sealed 'too little for a near copy' edit $edges relation=near \
    'r["jaccard"] = 504' 'r["containment"] = 700'
sealed 'numbers that could be' edit $edges relation=near 'r["jaccard"] -= 1'
sealed 'near, and a version' edit $edges relation=near \
    'r["relation"] = "revision"'
sealed 'a version, and near' edit $edges relation=revision \
    'r["relation"] = "near"'
sealed 'near, and an excerpt' edit $edges relation=near \
    'r["relation"] = "contains"'

# statement ARTICLE MEMBER=VALUE STATEMENT...: change one of the article's.
statement() {
    local of=$1
    shift
    edit corpus/town/statements.jsonl "$@"
    edit $records id="$of" "import hashlib
mine = b''.join(l for l in open('corpus/town/statements.jsonl', 'rb')
                if ('\"article\":\"%s\"' % r['id']).encode() in l)
r['statements']['sha256'] = hashlib.sha256(mine).hexdigest()"
}
# of ARTICLE MODE: the id of its first statement of that mode.
of() {
    sed -n "/\"article\":\"$1\"/{/\"mode\":\"$2\"/s/.*\"id\":\"\(s-[^\"]*\).*/\1/p}" \
        corpus/town/statements.jsonl | head -n 1
}
quote=$(of first direct)
again=$(of second direct)
reported=$(of first indirect)
secret=$(of private direct)
spoken=$(of dunn speech)
sealed 'a name that the text has not' statement first id="$reported" \
    'r["speaker_name"] = "Tom Oak"'
sealed 'a name that another has' statement first id="$quote" \
    'r["speaker_name"] = "Bea Orr"'
sealed 'a name over the words that is not there' statement dunn id="$spoken" \
    'r["speaker_name"] = "Cora Dale"'
sealed 'a name that another has, of a withheld text' statement private \
    id="$secret" 'r["speaker_name"] = "Bea Orr"'
sealed 'another name that the text has' statement first id="$reported" \
    'r["speaker_name"] = "Mrs Vale"'
sealed 'the event of what was said at it' statement dunn id="$spoken" \
    'r["event"] = None' 'r["said_on"] = None'
sealed 'an event of what was said at none' statement second id="$again" \
    'r["event"] = {"date": None, "name": "Talk", "place": None}'
sealed 'the same as itself' statement second id="$again" \
    "r['same_as'] = '$again'"
sealed 'the same as nothing' statement second id="$again" \
    'r["same_as"] = "s-0000000000000000"'
sealed 'the same as what was said' statement private id="$secret" \
    "r['same_as'] = '$(of talk speech)'"
sealed 'the same as nothing, though it is' statement second id="$again" \
    'r["same_as"] = None'
sealed 'held against the same words of another' statement first id="$quote" \
    'r["fidelity"]["against"] = "boats"'
sealed 'found elsewhere, with the speaker' statement first id="$quote" \
    'r["fidelity"].update(verdict="found-elsewhere", searched=1)'
sealed 'a clause without its verb' statement first id="$reported" \
    'r["cue"] = None'
sealed 'a label, which has none' statement first id="$quote" \
    'r["cue"] = None' 'r["rule"] = "label"'
