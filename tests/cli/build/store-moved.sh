# Every text lies where `texts` has it, and nowhere else: one that is withheld,
# one whose source goes when the place changes, and one that is made again
# nowhere. What dictum did not write stays.
. "$TESTS/cli/town.bash"
built_corpus
store=.dictum/texts/town
sources=$(<corpus/town/sources.yaml)
in_store() { echo 'texts: store' >>corpus/town/corpus.yaml; }
in_git() { sed -i '/^texts:/d' corpus/town/corpus.yaml; }
without_walk() { sed -i '/id: walk$/,/rights/d' corpus/town/sources.yaml; }
withhold_talk() {
    sed -i '/id: talk$/,/rights/s/text: open/text: withheld/' \
        corpus/town/sources.yaml
}
lie() { # IN_GIT IN_STORE: the texts of each, after a build and before the next
    dictum verify -q town
    [ "$(cd $articles && echo *)" = "$1" ]
    [ "$(cd $store && echo *)" = "$2" ]
    [ "$(dictum build town | tail -n 1)" = 'town: 0 files written' ]
}

# A source goes when the texts move, there and back.
in_store
without_walk
dictum build -q town
lie '*' 'news.txt talk.txt'
echo "$sources" >corpus/town/sources.yaml
dictum build -q town
lie '*' 'news.txt talk.txt walk.txt'
in_git
without_walk
dictum build -q town
lie 'news.txt talk.txt' '*'
echo "$sources" >corpus/town/sources.yaml
in_store
dictum build -q town

# A checkout brings texts back, of which verify tells; a build takes them away.
cp $store/*.txt $articles
expect_status 1 dictum verify -q town 2>err
cat err
dictum build -q town
lie '*' 'news.txt talk.txt walk.txt'

# One that is withheld, with its text in the store and without; an old text of
# it that comes back goes again.
cp $store/talk.txt ..
withhold_talk
mkdir -p .dictum/snapshots
mv corpus/town/snapshots/"$(sed -n '/id: talk$/,/rights/s/.*snapshot: //p' \
    corpus/town/sources.yaml)"* .dictum/snapshots/
dictum build -q town
lie '*' 'news.txt walk.txt'
cp ../talk.txt $store
expect_status 1 dictum verify -q town 2>err
cat err
dictum build -q town
lie '*' 'news.txt walk.txt'

# What cannot be made again here moves as it is.
mv corpus/town/snapshots/"$(sed -n '/id: walk$/,/rights/s/.*snapshot: //p' \
    corpus/town/sources.yaml)"* ..
cp $store/walk.txt ../walk.txt
in_git
dictum build -q town
dictum verify -q town
cmp $articles/walk.txt ../walk.txt
[ "$(cd $store && echo *)" = '*' ]
in_store
dictum build -q town
dictum verify -q town
cmp $store/walk.txt ../walk.txt
[ "$(cd $articles && echo *)" = '*' ]

# No article was called so: it is told of, and stays.
echo Mine >$articles/mine.txt
echo Notes >$articles/notes.md
mkdir $articles/walk.txt
expect_status 1 dictum verify -q town 2>err
cat err
echo >>corpus/town/people.yaml
dictum build town 2>&1 | grep mine
ls $articles
