# An unknown id is met with near ones; a redirect is followed; an id that two
# corpora have must be told apart.
. "$TESTS/cli/tiny.sh"
tiny_built
try() {
    local status=0
    dictum show "$@" >../tmp/out 2>&1 || status=$?
    echo "status $status: $(head -n 2 ../tmp/out | paste -sd' ')"
}
try bridge-close
try brigde-closed
try bridge
try zzzz
try bri
try bridge-c
(
    cp -R "$ROOT/corpus" "$ROOT/manifests" ../tmp
    cd ../tmp
    try s-1 --corpus northmoor |
        sed -E 's/[0-9]+ (ids begin so:)( s-1[0-9a-f]+,){3} …/N \1 THREE …/'
    try mole --corpus northmoor
)
try s-0123456789abcdef
try ''
try bridge-closed --kind person
try bridge-closed --kind nothing
try bridge-closed --corpus other
cat >>corpus/tiny/sources.yaml <<'END'
redirects:
  - {id: old-bridge, to: bridge-closed, reason: merged}
  - {id: lost-note, to: null, reason: retracted, note: It was about another river.}
END
dictum build --quiet tiny
try old-bridge
try old-bridge --kind redirect
try lost-note
dictum show lost-note
git add -A
dictum init --quiet other
cp corpus/tiny/{sources,people}.yaml corpus/other/
cp -R corpus/tiny/snapshots corpus/other/
dictum build --quiet other --from ../tmp/private
try bridge-closed
try bridge-closed --corpus other
