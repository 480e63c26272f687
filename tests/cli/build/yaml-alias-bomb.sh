# Nine lines that would unfold into a thousand million texts.
. "$TESTS/cli/lib.sh"
git init -q .
dictum init --quiet town --licence CC0-1.0
sed -i '/^sources: \[\]/d; /^people: \[\]/d' corpus/town/*.yaml
cat >>corpus/town/sources.yaml <<'END'
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
sources: *h
END
commit "Start"
unchanged corpus manifests -- expect_status 4 dictum build town
