# Lines that were wrapped are joined again, also under a title that is wider
# than they are.
printf 'A title that is a good deal longer than the width at which the body of this file was wrapped\n\nThe mole stood through its first\nwinter, the harbour trust said on\nFriday, and nobody was more\nsurprised than its builders.\n\nIt cost four million pounds, which\nis what the county said it would.\n' |
    dictum normalise -
