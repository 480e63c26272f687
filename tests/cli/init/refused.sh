# Each refusal leaves the folder as it was.
expect() {
    unchanged . -- expect_status 2 dictum "$@"
}
. "$TESTS/cli/lib.sh"
mkdir a && cd a
touch file
expect init town
git init -q .
dictum init --quiet town
expect init town
expect init Town
expect init two--hyphens
expect init ../up
expect init village --licence 'My licence'
expect init village --title ''
expect init
expect init a b
mkdir -p manifests/village
echo '{}' >manifests/village/articles.jsonl
expect init village
rm -r manifests/village
mv .gitattributes ..
ln -s nowhere .gitattributes
expect init village
rm .gitattributes
mkdir .gitattributes
expect init village
rmdir .gitattributes
mv ../.gitattributes .
rm .gitignore
ln -s manifests .gitignore
expect init village
[ ! -e corpus/village ]
