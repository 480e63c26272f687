# Every page of tests/fixtures/pages gives the text beside it: the smallest
# page for each structure met out there. What is said to be no article is
# listed with its reason.
for page in "$TESTS"/fixtures/pages/*.html; do
    name=$(basename "$page" .html)
    dictum normalise "$page" >text 2>told || echo "$name: status $?"
    diff "$TESTS/fixtures/pages/$name.txt" text >differs || {
        echo "== $name"
        cat differs
    }
    sed "s|^.*: not an article|$name: not an article|" told
done
