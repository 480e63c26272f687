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
[ ! -e corpus/village ]
