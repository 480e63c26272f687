# A snapshot whose bytes are not those of its name, built before or not.
. "$TESTS/cli/town.bash"
town_corpus
echo 'One more line.' >>"$(echo $snapshots/4271151b*)"
unchanged corpus manifests -- expect_status 5 dictum build town
sed -i '$d' $snapshots/4271151b*
dictum build --quiet town
sed -i 's/river/brook/' $snapshots/4271151b*
unchanged corpus manifests -- expect_status 5 dictum build town
