# A feed of many pages: in order on any number of threads, past a bad one,
# printed or written to files.
prose="The East Mole stood through its first winter, the harbour trust said on Friday, and nobody was more surprised than"
for i in 1 2 3 4 5 6 7 8 9; do
    printf '{"id":"p%d","url":"https://echo.example/%d","html":"<html><title>Page %d</title><p>%s number %d.</p></html>"}\n' $i $i $i "$prose" $i
done >pages.jsonl
echo '{"text": 7}' >>pages.jsonl
printf '{"text":"%s its builders."}\n' "$prose" >>pages.jsonl
dictum normalise --json -j 1 pages.jsonl >one 2>err || echo "status $?"
cat err
grep -o '"id":[^,]*,"input":[^,]*' one
for jobs in 2 5; do
    dictum normalise --json -j $jobs pages.jsonl 2>/dev/null | cmp - one && echo "the same with -j $jobs"
done
echo "== several files, one bad"
printf 'a\000b' >bad.txt
printf '# Mole stands\n\n%s *its* builders.\n' "$prose" >mole.md
dictum normalise mole.md bad.txt pages.jsonl >all 2>err || echo "status $?"
head -n 12 all
cat err
dictum normalise mole.md missing.txt mole.md >/dev/null 2>&1 || echo "status $?"
dictum normalise bad.txt 2>&1 || echo "status $?"
echo "== into a folder"
dictum normalise -o out mole.md pages.jsonl 2>/dev/null || echo "status $?"
ls out
cat out/mole.txt
mkdir other
cp mole.md other
dictum normalise -o out mole.md other/mole.md 2>&1 || echo "status $?"
