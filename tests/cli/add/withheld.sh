# A withheld text stays out of what git tracks.
. "$TESTS/cli/add.bash"
new_corpus
dictum add page.html --withheld --licence LicenseRef-all-rights-reserved \
    --url https://example.org/bridge --kind interview --json
git add -A
git ls-files | grep snapshots || true
ls .dictum/snapshots
sed -n '/bridge/,/rights/p' corpus/town/sources.yaml
