# What a build reads beside the sources goes into the release: the decisions
# of the curator and the corpus's own rules.
. "$TESTS/cli/release.bash"
new_corpus --articles 3
mkdir corpus/sample/rules
printf '# Ours\nHerald readers\n' >corpus/sample/rules/clutter_starts.txt
printf '!Trending\n' >corpus/sample/rules/clutter_lines.txt
echo 'decisions: []' >corpus/sample/decisions.yaml
told 2 dictum pack sample 1.0.0 -o a
commit "Rules and decisions"
dictum pack -q sample 1.0.0 -o a
archive=a/sample-1.0.0.tar.zst
dictum verify --quiet $archive
zstd -qdc $archive | tar tf - | grep 'data/[^/]*yaml\|data/rules'
zstd -qdc $archive | tar xOf - sample-1.0.0/data/rules/clutter_starts.txt
printf 'Herald\n' >corpus/sample/rules/clutter_starts.txt
told 2 dictum pack sample 1.0.1 -o a
git checkout -q .
echo '# notes go out with the files, and that is said'
sed -i '0,/^    rights:/s//    note: ask her again\n    rights:/' corpus/sample/sources.yaml
cat >>corpus/sample/people.yaml <<'END'
  - id: olga-marsh
    name: Olga Marsh
    note: {met: 2021-03-01}
END
commit "Notes"
told 0 dictum pack sample 1.0.1 -o a
rm -r a
git checkout -q manifests
dictum pack sample 1.0.1 -o a --json | sed 's/.*\("notes":[0-9]*\).*/\1/'
zstd -qdc a/sample-1.0.1.tar.zst | tar xOf - sample-1.0.1/data/sources.yaml |
    cmp - corpus/sample/sources.yaml
dictum verify --quiet a/sample-1.0.1.tar.zst
