# Statements that are sealed and counted anew, and contradict themselves or what
# their article says: no rebuild is needed to see it.
. "$TESTS/cli/town.bash"
built_corpus
said=corpus/town/statements.jsonl

# forged WHAT STATEMENT...: change what news quotes, and what the article's
# record says of its statements.
forged() {
    damaged "$1" forge_statement "${@:2}"
}
forge_statement() {
    edit $said article="${article-news}" "$@"
    edit $manifests/articles.jsonl id="${article-news}" "import hashlib
mine = b''.join(l for l in open('$said', 'rb')
                if ('\"article\":\"%s\"' % r['id']).encode() in l)
r['statements']['sha256'] = hashlib.sha256(mine).hexdigest()"
}
forged 'a rule that is none' 'r["rule"] = "cue-behind"'
forged 'a rule of transcripts' 'r["rule"] = "turn"'
forged 'speech, as it is reported' 'r["mode"] = "speech"'
forged 'an office of nobody' 'r["office"] = "Mayor, Town"' 'r["speaker"] = None'
forged 'another verb' 'r["cue"]["verb"] = "lied"'
forged 'a longer verb' 'r["cue"]["verb"] = "claimed"'
forged 'a verb elsewhere' \
    'r["cue"]["span"] = [n + 1 for n in r["cue"]["span"]]'
forged 'a day from nowhere' 'r["said_on"] = "2024-05-02"'
forged 'words of no day' 'r["said_on_from"] = [0, 4]'
forged 'a place from nowhere' 'r["said_at"] = "Leeds"'
forged 'a place that the text has not there' 'r["said_at"] = "Leeds"' \
    'r["said_at_from"] = [0, 5]'
forged 'the day of another event' 'r["said_on"] = "2024-05-02"' \
    'r["event"] = {"date": "2024-05-03", "name": None, "place": None}'
article=walk
forged 'authored, as it is spoken' 'r["mode"] = "authored"'
forged 'a verb of what nobody reports' \
    'r["cue"] = {"span": [0, 4], "verb": "Good"}'
forged 'a day from words, of what is spoken' 'r["said_on_from"] = [0, 4]'
