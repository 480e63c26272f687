# Every command explains itself with an example, and what is none is refused.
for verb in $(dictum help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    dictum "$verb" --help >help.txt
    grep -q "^usage: dictum $verb" help.txt
    grep -A 1 '^example:' help.txt | grep -q "^  \$ .*dictum"
    [ "$(wc -L <help.txt)" -le 110 ] || echo "$verb: a line of $(wc -L <help.txt) columns"
done
dictum export --help | grep '^  [a-z]'
dictum dedup --help | grep -A 2 '^  same'
dictum add --help | grep -A 2 '^      --kind'
dictum --version
for words in "" "nonsense" "build --nonsense" "build a b" "stats -j 2" "verify --at" "pack northmoor" "build -j 0" "build -j -1" "build -j 1e9"; do
    status=0
    # shellcheck disable=SC2086 # the words are several
    dictum $words 2>err >/dev/null || status=$?
    cat err
    echo "$status"
done
