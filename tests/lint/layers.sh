#!/usr/bin/env bash
# Prove that includes point left only, and that each third-party header is
# included by one .c file under tools/adapt/ and by no header of ours.
set -u
cd "$(dirname "$0")/../.." || exit 2

grep -n '^[[:space:]]*#[[:space:]]*include' tools/*.[ch] tools/*/*.[ch] \
    2>/dev/null | LC_ALL=C sort | awk -F : '
BEGIN {
    count = split("base adapt source snapshot article statement manifest " \
                  "release cmd", order, " ")
    for (i = 1; i <= count; i++)
        rank[order[i]] = i
    standard = "assert ctype dirent errno fcntl fnmatch inttypes limits " \
        "locale math poll pthread search signal spawn stdalign stdarg stdatomic stdbool " \
        "stddef stdint stdio stdlib string strings termios time unistd"
    split(standard, words, " ")
    for (i in words)
        plain[words[i] ".h"] = 1
    split("file ioctl mman random resource socket stat statvfs time types uio wait", words, " ")
    for (i in words)
        plain["sys/" words[i] ".h"] = 1
    plain["linux/fs.h"] = plain["netinet/in.h"] = 1
    plain["cpuid.h"] = plain["immintrin.h"] = 1 # of the compiler itself
}

function complain(what) {
    print file ":" line ": " what > "/dev/stderr"
    failed = 1
}

{
    file = $1
    line = $2
    includes++
    header = $0
    ours = header ~ /include[ \t]*"/
    sub(/^[^"<]*["<]/, "", header)
    sub(/[">].*$/, "", header)
    split(file, path, "/")
    own = path[2] == "main.c" ? count + 1 : rank[path[2]]
    if (!own)
        complain("tools/" path[2] " is no layer")
}

ours {
    split(header, parts, "/")
    if (!(parts[1] in rank))
        complain("\"" header "\" does not begin with a layer")
    else if (rank[parts[1]] > own)
        complain("\"" header "\" is to the right of " path[2])
    next
}

header in plain { next }

{
    openssl = header ~ /^openssl\//
    if (file ~ /\.h$/)
        complain("a header of ours includes <" header ">")
    else if (openssl && file !~ /^tools\/(base\/digest|release\/sign[^\/]*)\.c$/)
        complain("only base/digest.c and release/sign*.c include <" header ">")
    else if (!openssl && file !~ /^tools\/adapt\//)
        complain("<" header "> is third-party: only tools/adapt/ includes it")
    else if (!openssl && (header in owner) && owner[header] != file)
        complain("<" header "> is already included by " owner[header])
    if (!(header in owner))
        owner[header] = file
}

END {
    if (!includes) {
        print "layers: no includes found, nothing was checked" > "/dev/stderr"
        exit 1
    }
    if (!failed)
        print "layers: " includes " includes point left, each third-party header has one file"
    exit failed
}'
