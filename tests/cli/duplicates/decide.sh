# A curator decides on the command line; the next build carries it out, and
# what was written by hand stays as it is.
. "$TESTS/cli/lib.sh"
cp -r "$ROOT/corpus" "$ROOT/manifests" .
git init -q .
dictum build -q northmoor --from "$ROOT/tests/fixtures/northmoor/withheld"
dictum duplicates northmoor --decide night-bus-coastroad --not-copy-of night-bus-agency \
    --note 'their own words: "by road"' 2>&1
cat corpus/northmoor/decisions.yaml
dictum build -q northmoor
dictum duplicates northmoor | tail -n 1
echo '# another, into a file that a person wrote'
cat >>corpus/northmoor/decisions.yaml <<END

# What was heard wrongly.
decisions:   # none of these yet
  []
END
printf '%s\n' 'copies:' '- {article: infirmary-beds, not_copy_of: infirmary-beds-first} # not even that' \
    'decisions: []' >corpus/northmoor/decisions.yaml
dictum duplicates northmoor --quiet --decide night-bus-release-web --canonical
cat corpus/northmoor/decisions.yaml
dictum build -q northmoor
dictum duplicates northmoor
echo '# a decision on a statement goes into its own list'
dictum review northmoor --quiet --below 1001 --most 1 --output table.csv
python3 - <<'END'
import csv
rows = list(csv.DictReader(open("table.csv", newline="")))
rows[0]["verdict"] = "accept"
with open("table.csv", "w", newline="") as out:
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
END
dictum review northmoor --quiet --apply table.csv
sed -n '/^decisions/,$p' corpus/northmoor/decisions.yaml | head -n 2 | cut -c 1-20
dictum build -q northmoor
echo '# what cannot be decided'
cp corpus/northmoor/decisions.yaml before
wrong() { expect_status "$1" dictum duplicates northmoor "${@:2}" 2>&1; }
wrong 4 --decide infirmary-beds-first --copy-of infirmary-beds
wrong 2 --decide night-train --canonical
wrong 2 --decide night-bus-echo --copy-of night-train
wrong 2 --decide night-bus-echo --copy-of night-bus-echo
wrong 2 --decide night-bus-echo
wrong 2 --decide night-bus-echo --canonical --copy-of night-bus-agency
wrong 2 --canonical
cmp before corpus/northmoor/decisions.yaml
echo '# a stale one is decided again, whichever way round, and taken back'
cat >corpus/northmoor/decisions.yaml <<END
# Ours.
copies:
  - article: night-bus-agency
    not_copy_of: night-bus-coastroad
    judged: [0123456789abcdef, fedcba9876543210]
    note: "their own words: \"by road\""
  # and this
  - {article: infirmary-beds, not_copy_of: infirmary-beds-first}
  - article: night-bus-echo
    copy_of: night-train
decisions: []
END
dictum build -q northmoor 2>&1
dictum duplicates northmoor --decide night-bus-coastroad --not-copy-of night-bus-agency 2>&1
wrong 4 --decide infirmary-beds-first --copy-of infirmary-beds
wrong 4 --decide night-bus-coastroad --copy-of night-bus-agency
dictum duplicates northmoor --decide night-bus-echo --canonical --note ours 2>&1
cat corpus/northmoor/decisions.yaml
dictum build -q northmoor
sed -i '/^copies:/,/^decisions:/{/^decisions:/!d}' corpus/northmoor/decisions.yaml
dictum build -q northmoor
dictum verify --quiet northmoor
echo 'copies: [{article: night-bus-echo, copy_of: night-train}]' >corpus/northmoor/decisions.yaml
wrong 4 --decide night-bus-echo --copy-of night-bus-agency
printf 'copies:\n  - {article: night-bus-echo, copy_of: night-train}\n' >corpus/northmoor/decisions.yaml
dictum duplicates northmoor --decide night-bus-echo --copy-of night-bus-agency 2>&1
wrong 4 --decide night-bus-coastroad --copy-of night-bus-echo
cat corpus/northmoor/decisions.yaml
