# On a terminal text is wrapped and headings are bold; with NO_COLOR, in a
# pipe, and from hostile text, no escape comes out.
. "$TESTS/cli/tiny.sh"
command -v script >/dev/null || skip "no script(1) here"
tiny_corpus
long=$(printf 'word%.0s ' {1..30})
source_entry long "$(snapshot "$long
")" 'kind: report' 'title: "A \u202egpj.exe title"' >>corpus/tiny/sources.yaml
dictum build --quiet tiny --from ../tmp/private
export TERM=xterm
script -qec 'dictum show long' /dev/null | tr -d '\r' >../tmp/colour
script -qec 'NO_COLOR=1 dictum show long' /dev/null | tr -d '\r' >../tmp/plain
head -n 1 ../tmp/colour | cat -v
tail -n 2 ../tmp/colour
grep -c "$(printf '\033')" ../tmp/plain || true
awk 'length > 80 { exit 1 }' ../tmp/plain
dictum show long | grep -c "$(printf '\033')" || true
dictum show long | grep title
