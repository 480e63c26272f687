# A second corpus beside the first adds nothing to what git is told; what a killed
# run left behind is completed.
git init -q .
dictum init --quiet one
mkdir -p manifests/two corpus/two
touch manifests/two/articles.jsonl
dictum init --quiet two
cat .gitignore .gitattributes
ls corpus/two manifests/two
