# Records that are sealed and in order, but do not say what the others say.
. "$TESTS/cli/town.bash"
built_corpus
records=$manifests/articles.jsonl
said=corpus/town/statements.jsonl

damaged 'a statement gone' sed -i '2d' $said
damaged 'all statements gone' truncate -s 0 $said
damaged 'a statement changed' edit $said id=s-17d0669e24a8a2cf \
    'r["text"] = r["text"].replace("never", "always")'
damaged 'spans moved' edit $said id=s-17d0669e24a8a2cf \
    'r["spans"] = [[s + 1, e + 1] for s, e in r["spans"]]'
damaged 'spans beyond the text' edit $said id=s-17d0669e24a8a2cf \
    'r["spans"] = [[0, 100000]]'
damaged 'spans backwards' edit $said id=s-17d0669e24a8a2cf \
    'r["spans"] = [[20, 10]]'
damaged 'no spans' edit $said id=s-17d0669e24a8a2cf 'r["spans"] = []'
damaged 'words of a date beyond the text' edit $said id=s-17d0669e24a8a2cf \
    'r["said_on_from"] = [0, 100000]'
damaged 'a place beyond the text' edit $said id=s-17d0669e24a8a2cf \
    'r["said_at_from"] = [0, 100000]'
damaged 'a verb beyond the text' edit $said id=s-17d0669e24a8a2cf \
    'r["cue"] = {"span": [9, 100000], "verb": "said"}'
damaged 'a candidate nobody knows' edit $said id=s-17d0669e24a8a2cf \
    'r["speaker"] = None; r["candidates"] = ["bob-lee"]'
damaged 'a candidate beside the speaker' edit $said id=s-17d0669e24a8a2cf \
    'r["candidates"] = [r["speaker"]]'
damaged 'a speaker nobody knows' edit $said id=s-17d0669e24a8a2cf \
    'r["speaker"] = "bob-lee"'
damaged 'an article nobody knows' edit $said id=s-17d0669e24a8a2cf \
    'r["article"] = "rain"'
damaged 'words withheld' edit $said id=s-17d0669e24a8a2cf 'r["text"] = None'
damaged 'both words and commitment' edit $said id=s-17d0669e24a8a2cf \
    'r["commitment"] = "0" * 64'
damaged 'another hash of the text' edit $records id=talk \
    'r["text"]["sha256"] = "0" * 64'
damaged 'another size of the text' edit $records id=talk \
    'r["text"]["bytes"] += 1'
damaged 'another count of statements' edit $records id=talk \
    'r["statements"]["count"] += 1'
damaged 'another hash of statements' edit $records id=talk \
    'r["statements"]["sha256"] = "0" * 64'
damaged 'another snapshot' edit $records id=talk 'r["snapshot"] = "0" * 64'
damaged 'withheld, says the record' edit $records id=talk \
    'r["rights"]["text"] = "withheld"'
damaged 'an article gone' sed -i '2d' $records
damaged 'a snapshot gone' sed -i '2d' $manifests/snapshots.jsonl
damaged 'a snapshot of another source' edit $manifests/snapshots.jsonl \
    source=talk 'r["source"] = "walk"'
damaged 'another size of a snapshot' edit $manifests/snapshots.jsonl \
    source=talk 'r["bytes"] += 1'
damaged 'a copy of nobody' edit $records id=talk 'r["duplicate_of"] = "rain"'
damaged 'sources.yaml changed, not built' sed -i '/id: walk/,$d' \
    corpus/town/sources.yaml
damaged 'a source added, not built' add_entry rain
damaged 'withheld now, not built' sed -i 's/text: open/text: withheld/' \
    corpus/town/sources.yaml
damaged 'a person gone' sed -i 's/ann-lee/amy-lee/' corpus/town/people.yaml \
    corpus/town/sources.yaml
