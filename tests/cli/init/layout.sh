# A new corpus is there in full, tells its reader what to write, and leaves
# what was in .gitignore and .gitattributes.
git init -q .
echo '*.o' >.gitignore
printf '*.png binary' >.gitattributes
dictum init river-towns --title 'River towns: who said what' --licence CC0-1.0
find corpus manifests | sort
cat .gitignore .gitattributes
grep '^[a-z]' corpus/river-towns/*.yaml
find manifests -type f -size +0
