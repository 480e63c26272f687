# Records that are sealed and say otherwise than the curator's files, than the
# files in the folder or than each other.
. "$TESTS/cli/town.bash"
town_corpus
news >news.txt
add_source copy news.txt 'kind: report'
rm news.txt
dictum build --quiet town
dictum verify --quiet town
taken=$manifests/snapshots.jsonl
other=$(sed -n '/"source":"walk"/s/.*"id":"\([0-9a-f]*\)".*/\1/p' $taken)

damaged "another snapshot's file" edit $taken source=talk \
    "r['file'] = 'snapshots/$other.txt'"
damaged 'a file that is none' edit $taken source=talk \
    'r["file"] = "snapshots/nosuch.html"'
damaged 'a file in a folder' edit $taken source=talk \
    'r["file"] = "snapshots/" + r["id"] + ".a/b"'
damaged 'a file of another ending' edit $taken source=talk \
    'r["file"] = "snapshots/" + r["id"] + ".html"'
damaged 'no file, and it is here' edit $taken source=talk 'r["file"] = None'
damaged 'another url' edit $taken source=talk \
    'r["url"] = "https://example.org/walk"'
damaged 'no url' edit $taken source=talk 'r["url"] = None'
damaged 'another time' edit $taken source=talk \
    'r["retrieved"] = "2024-05-02T09:30:42Z"'
damaged 'another media type of the snapshot' edit $taken source=talk \
    'r["media_type"] = "text/html"'
damaged 'another media type of the article' edit $manifests/articles.jsonl \
    id=talk 'r["media_type"] = "text/html"'
damaged 'another profile' edit $manifests/articles.jsonl id=talk \
    'r["profile"] = "other"'
damaged 'the same, but for some of it' edit $manifests/duplicates.jsonl \
    relation=same 'r["jaccard"] = 999'
damaged 'the same, in part' edit $manifests/duplicates.jsonl \
    relation=same 'r["containment"] = 500'
damaged 'the same, and not measured' edit $manifests/duplicates.jsonl \
    relation=same 'r["jaccard"] = r["containment"] = None'
damaged 'decided, and measured' edit $manifests/duplicates.jsonl \
    relation=same 'r["relation"] = "decided"'
