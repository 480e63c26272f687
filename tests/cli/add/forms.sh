# Markdown, PDF, captions and text that was encoded twice become articles; the build
# report tells of the last.
. "$TESTS/cli/lib.sh"
new_repo
dictum init --quiet town --licence CC0-1.0
prose="The ferry sails again on Monday, the harbour trust said, after it was laid up in March"
printf -- '---\ntitle: The ferry sails\ndate: 2021-05-14\n---\n\n%s by a *storm*.\n' "$prose" >ferry.md
printf '%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 222>>stream
BT /F 24 Tf 50 700 Td (A wall for the quay) Tj /F 10 Tf 0 -40 Td (The quay has its wall again, after two winters without one, and the peo-) Tj 0 -12 Td (ple of the town have walked along it from one end to the other.) Tj ET

endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Size 6/Root 1 0 R>>
' >quay.pdf
printf '%s, which wasn\303\242\342\202\254\342\204\242t long.\n' "$prose" >twice.txt
printf '1\n00:00:01,000 --> 00:00:02,000\nANN COLE: It sails.\n\n2\n00:00:02,000 --> 00:00:03,000\n- Does it?\n\n3\n00:00:03,000 --> 00:00:04,000\nANN COLE: It sails again.\n' >quay.srt
dictum add --quiet ferry.md quay.pdf twice.txt quay.srt --licence CC0-1.0
ls corpus/town/snapshots | sed 's/.*\././' | sort
dictum build town 2>&1
cat corpus/town/articles/*
dictum verify --quiet town && echo verified
grep -o '"speaker_name":"ANN COLE"\|"text":"[^"]*sail[^"]*"' corpus/town/statements.jsonl
