# The console examples of the README and then of the manual, run one after the
# other in a copy of the repository's corpora, give what they show. A line "…" stands
# for any lines, "…" inside a line for anything, "? N" for the exit status.
. "$TESTS/cli/lib.sh"
mkdir clone
cd clone
git init -q .
cp -R "$ROOT/corpus" "$ROOT/manifests" "$ROOT/.gitignore" .
commit "Start"

number=0 failed=
check() { # COMMAND STATUS EXPECTED
    local got status=0 pattern
    got=$(bash -c "$1" 2>&1) || status=$?
    # shellcheck disable=SC2001 # a class of characters
    pattern=$(sed 's/[][\\*?]/\\&/g' <<<"$3")
    pattern=${pattern//…/*}
    # shellcheck disable=SC2053 # the right side is a pattern
    if [ "$status" != "$2" ] || ! [[ $got == $pattern ]]; then
        printf '%s: $ %s\nstatus %s, expected %s\n--- expected\n%s\n--- got\n%s\n' \
            "$page" "$1" "$status" "$2" "$3" "$got"
        failed=1
    fi
    number=$((number + 1))
}

command='' expected='' status=0 inside=
flush() {
    [ -z "$command" ] || check "$command" "$status" "${expected%$'\n'}"
    command='' expected='' status=0
}
for page in README.md tools/MANUAL.md; do
    while IFS= read -r line; do
        case $inside:$line in
        :'```console') inside=1 ;;
        1:'```') flush; inside= ;;
        1:'$ '*) flush; command=${line#\$ } ;;
        1:'>'*) line=${line#>}; command+=$'\n'${line# } ;;
        1:'? '*) status=${line#? } ;;
        1:*) expected+=$line$'\n' ;;
        esac
    done <"$ROOT/$page"
done
[ "$number" -ge 25 ] || { echo "only $number examples found"; failed=1; }
[ -z "$failed" ]
