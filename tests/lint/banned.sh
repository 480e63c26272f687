#!/usr/bin/env bash
# Fail where C code calls a function that has no bound, hides its errors or
# starts a shell, has a // comment, or a list of rules without its last zero,
# and where a file that no header is named after does not say what it is for:
# banned.sh FILE...
set -u
[ $# -gt 0 ] || { echo "banned.sh: no files" >&2; exit 2; }
calls='strcpy|strcat|strncpy|sprintf|vsprintf|gets|strtok|atoi|atol|atoll'
calls+='|atof|alloca|mktemp|tmpnam|tempnam|rand|strcoll'
shells='system|popen'
failed=0
# Strings and comments may name them: they are blanked first.
for file in "$@"; do
    here=$calls
    # Tests may ask git what it thinks of our repositories.
    case $file in tests/*) ;; *) here+="|$shells" ;; esac
    sed -e 's/"\([^"\\]\|\\.\)*"/""/g' -e 's/\/\*.*\*\// /' \
        -e 's/^ *\*.*//' -e 's/\/\*.*//' "$file" |
        grep -nE "(^|[^_[:alnum:]>.])($here)[[:space:]]*\(|//" |
        while IFS= read -r hit; do
            echo "$file:$hit"
        done
    # Whoever does not ask for its size finds its end by the zero.
    awk '/^static const char [a-z_]+\[\] = \{/ { sub(/\[.*/, "", $4); name = $4 }
         /include ".*\.txt\.inc"/ { line = FNR; next }
         line && line == FNR - 1 && !/^ *0\};/ { print name }' "$file" |
        while IFS= read -r name; do
            grep -q "sizeof $name" "$file" || echo "$file: $name has no zero at its end"
        done
    case $file in
    tools/*/cmd_*) ;; # says it in its help
    tools/*/*.c)
        [ -e "${file%.c}.h" ] || head -n 1 "$file" | grep -q '^/\*' ||
            echo "$file: no header has its name, so its first lines say what it is for"
        ;;
    esac
done | {
    while IFS= read -r hit; do
        echo "banned: $hit" >&2
        failed=1
    done
    exit "$failed"
}
