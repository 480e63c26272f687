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
