# What the tests of add share: a repository with a small corpus, a page and a
# text. All of it is invented.
# shellcheck shell=bash
. "$TESTS/cli/lib.sh"

new_corpus() {
    git init -q .
    dictum init --quiet town --licence CC0-1.0
    cat >corpus/town/people.yaml <<'END'
people:
  - id: ann-lee
    name: Ann Lee
END
    cat >corpus/town/sources.yaml <<'END'
# Kept by hand.
sources:

    - id: first   # the oldest
      url: 'https://example.org/first'
      rights: {licence: MIT, text: withheld}
      # ask again in May

# Behind the list.
redirects: []
END
    page 'Mayor opens the new bridge' >page.html
    cat >talk.txt <<'END'
Ann Lee: a talk about rivers

Good morning. The river has been here for longer than any of us have.

It was never ours to sell, and it will be here when we are gone.
END
}

page() { # TITLE
    cat <<END
<!DOCTYPE html><html lang="en"><head><title>$1 | Example Herald</title>
<meta name="author" content="Ada Writer">
<meta property="article:published_time" content="2025-06-11">
<meta property="og:site_name" content="Example Herald"></head>
<body><nav><a href="/">Home</a></nav><article><h1>$1</h1>
<p>The mayor opened the bridge on Wednesday, after two years of work.</p>
<p>“It is a bridge for everybody who lives here,” she told the crowd.</p>
<p>The bridge carries a path for bicycles on both of its sides.</p>
</article></body></html>
END
}
