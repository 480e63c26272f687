# What a step writes never replaces what it reads, nor anything but a file; a
# file of keys that is there twice is named.
texts='{"id":"a","text":"the same words of two"}'
printf '%s\n' "$texts" >texts
dictum dedup --sign texts -o keys
mkfifo pipe
for wrong in "--sign texts -o texts" "--sign texts -o pipe" \
    "--join 1/1 keys -o ./keys" "--join 1/1 keys -o pipe" \
    "--clusters --sign texts -o more" "--clusters --join 1/1 keys -o more" \
    "texts -o more" "--merge keys -o more" "--work= texts" \
    "--memory 1000000001 texts" "--memory 0 texts"; do
    # shellcheck disable=SC2086
    dictum dedup $wrong || echo "$wrong: $?"
done
[ -p pipe ]
[ "$(cat texts)" = "$texts" ]
dictum dedup --join 1/1 keys keys -o found || echo "twice: $?"
dictum dedup --join 1/1 keys -o found
dictum dedup --merge keys found
ls
