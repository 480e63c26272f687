# On a terminal two articles are shown in colours, as wide as it is.
. "$TESTS/cli/tiny.sh"
command -v script >/dev/null || skip "no script(1) here"
tiny_built
export TERM=xterm
show() { # COLUMNS
    script -qec "stty cols $1; dictum diff bridge-closed ferry-hourly" /dev/null |
        tr -d '\r'
}
show 60 | cat -v
plain() { sed 's/\x1b\[[0-9]*m//g'; }
for columns in 20 41 80 133; do
    show "$columns" | plain | awk '{ if (length > most) most = length } END { print most }'
done
script -qec 'stty cols 60; NO_COLOR=1 dictum diff bridge-closed ferry-hourly' /dev/null |
    grep -c "$(printf '\033')" || true
