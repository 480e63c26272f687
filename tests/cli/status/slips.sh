# Slips of a new curator, each told with where, what and what to do.
. "$TESTS/cli/tiny.sh"
tiny_built
told() {
    echo "# $1"
    shift
    "$@" 2>&1 || echo "status $?"
}
cd corpus/tiny
told 'in a folder below' dictum status
told 'building there' dictum build
told 'verifying there' dictum verify
told 'one corpus by name' dictum show -q x
told 'as the message says' dictum -C ../.. status -q
cd ../..
told 'where there is none above' env -C "$TMPDIR" dictum status
told 'a folder is no source' dictum add corpus
mv corpus/tiny/people.yaml ..
told 'no people.yaml' dictum build
mv ../people.yaml corpus/tiny/
mv corpus/tiny corpus/small
told 'the folder has another name' dictum status
mv corpus/small corpus/tiny
sed -i -e '1i <<<<<<< HEAD' -e '1a =======' -e '$a >>>>>>> theirs' manifests/tiny/articles.jsonl
told 'a merge conflict in a manifest' dictum status
told 'and verified' dictum verify
told 'which a build mends' dictum build --quiet --from ../tmp/private
told 'wholly' git status --short
