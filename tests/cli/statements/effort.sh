# What statements and alignment cost grows with the input, and no faster: by
# counts of what is run through, not by a clock.
# shellcheck shell=bash
"${DICTUM%/*}/tests/bench/effort"
