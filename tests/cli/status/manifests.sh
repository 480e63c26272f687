# What verify refuses is not up to date: a redirect that no build wrote, and a
# manifest that is gone or was edited by hand.
. "$TESTS/cli/town.bash"
built_corpus
new_repo
says() { # STATUS: of status, which verify has too
    expect_status "$1" dictum status
    expect_status "$1" dictum verify -q
}
says 0
commit 'Build'
echo '# redirects'
cat >>"corpus/town/sources.yaml" <<'END'
redirects:
  - {id: bridge-old, reason: removed, note: It was a hoax.}
END
says 1
dictum status --json | grep -o '"redirected":[a-z]*'
dictum build -q
says 0
sed -i 's/a hoax/an error/' "corpus/town/sources.yaml"
says 1
git checkout -q "corpus/town"
says 1
dictum build -q
says 0
echo '# manifests'
rm "corpus/town/statements.jsonl"
says 1
dictum build -q
says 0
sed -i 2d "corpus/town/statements.jsonl"
says 1
git checkout -q .
sed -i '1s/"mode":"[a-z]*"/"mode":"mixed"/' "corpus/town/statements.jsonl"
says 1
git checkout -q .
rm "$manifests/duplicates.jsonl" "$manifests/releases.jsonl"
says 1
git checkout -q .
sed -i 1d "$manifests/snapshots.jsonl"
says 1
git checkout -q .
says 0
