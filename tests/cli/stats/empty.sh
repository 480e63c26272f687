# An empty corpus says so in numbers.
git init -q .
dictum init --quiet one
dictum stats
dictum stats one --json
dictum stats two || echo "status $?"
