# A page may hold any number of scripts that never open, of authors whom its
# linked data only points to, and of works whose publisher it points to: to
# look all of it through again for each of them would take minutes.
page() {
    python3 - "$1" << 'END' > page.html
import json
import sys

pages = {
    "scripts": "<script </script " * 600000,
    "authors": {"@graph": [{"@id": f"n{i}"} for i in range(19000)] +
                [{"@type": "Article", "author": [{"@id": "x"}] * 400000}]},
    "works": [{"@type": "Article", "author": {"@id": "y"},
               "publisher": {"@id": "x"}} for _ in range(6600)] * 8,
}
page = pages[sys.argv[1]]
if not isinstance(page, str):
    page = ('<script type="application/ld+json">' + json.dumps(page) +
            "</script>")
print("<html><body><p>Hi</p>" + page)
END
}

for kind in scripts authors works; do
    page "$kind"
    (ulimit -t 30; exec dictum normalise page.html) > text ||
        echo "$kind: status $?"
    cat text
done
