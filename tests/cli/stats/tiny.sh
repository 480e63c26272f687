# Counts that can be checked by hand: 18 words in the bridge's text, 11 in the
# ferry's; the letter's are withheld and not counted.
. "$TESTS/cli/tiny.sh"
tiny_built
printf '%s' "$BRIDGE$FERRY" | wc -w
dictum stats tiny
dictum stats tiny --json
