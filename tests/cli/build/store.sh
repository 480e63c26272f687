# What the machine remembers only saves work: damaged, of another version, or
# refused, it costs a whole build and nothing else.
. "$TESTS/cli/town.bash"
built_corpus
store=.dictum/store.db

built() { # WHAT: a build with the store as it is, then a second
    echo "$1:"
    unchanged corpus manifests -- dictum build town | sed '2,$d'
    dictum build town | sed '2,$d'
}

printf 'This is no database at all.%4000s' '' >$store
built 'another file'
: >$store
built 'empty'
printf '%8000s' '' | dd of=$store bs=1 seek=4096 conv=notrunc status=none
built 'damaged inside'
for at in 100 4096 8192; do
    printf '%4096s' '' | tr ' ' Z | dd of=$store bs=1 seek=$at conv=notrunc status=none
    built "overwritten from $at on"
done
truncate -s 4096 $store
built 'cut'
printf '%4000s' '' >$store-journal
built 'with a journal of nobody'
rm $store
mkdir $store
built 'a folder' 2>err
[ "$(grep -c '^./.dictum/store.db: unable to open .* (remove it, or' err)" = 2 ]
rmdir $store
built 'gone'
chmod 444 $store
echo >>corpus/town/people.yaml
limited dictum build town
dictum verify --quiet town
