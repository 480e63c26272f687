# What a child reads is read whichever of the standard streams are closed.
printf '# The ferry\n\nThe ferry sails again on Monday.\n' >ferry.md
mkdir none in out err two all
dictum normalise ferry.md --output none
dictum normalise ferry.md --output in <&-
dictum normalise ferry.md --output out >&-
dictum normalise ferry.md --output err 2>&-
dictum normalise ferry.md --output two >&- 2>&-
dictum normalise ferry.md --output all <&- >&- 2>&-
sha256sum ./*/ferry.txt | cut -c 1-64 | sort | uniq -c | sed 's/ [0-9a-f]*$//'
