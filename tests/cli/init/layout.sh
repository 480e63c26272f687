# A new corpus is there in full, tells its reader what to write, and leaves
# what was in .gitignore.
git init -q .
echo '*.o' >.gitignore
dictum init river-towns --title 'River towns: who said what' --licence CC0-1.0
find corpus manifests | sort
cat .gitignore
grep '^[a-z]' corpus/river-towns/*.yaml
find manifests -type f -size +0
