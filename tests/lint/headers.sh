#!/usr/bin/env bash
# Prove that each header compiles alone: headers.sh 'FLAGS' HEADER...
# An include that a header forgot shows only here, since every .c file may
# have included it before.
set -u
read -ra flags <<<"$1"
shift
failed=0
for compiler in gcc clang; do
    for header in "$@"; do
        # Twice: the include guard is part of the promise.
        printf '#include "%s"\n#include "%s"\ntypedef int alone;\n' \
            "${header#tools/}" "${header#tools/}" |
            "$compiler" "${flags[@]}" -fsyntax-only -x c - || {
            echo "$header does not compile alone ($compiler)" >&2
            failed=1
        }
    done
done
[ "$failed" = 0 ] && echo "headers: $# compile alone, with gcc and clang"
exit "$failed"
